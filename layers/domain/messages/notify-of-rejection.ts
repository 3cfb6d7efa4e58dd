import type { Fact } from '#vocabulary/events';
import type { Invoice, InvoiceStore } from '../invoices/invoice-store.ts';
import type { PlatformStatus } from '../platform/platform-record.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { subjectOfInvoice } from './message-subject.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

export type RejectionLetters = {
  /** To the admin: the platform, or the buyer on it, does not take a document. */
  documentRejected: (invoice: Invoice, status: PlatformStatus) => Promise<OutgoingMail>;
};

export type NotifyOfRejectionDeps = SendDeps & {
  invoices: Pick<InvoiceStore, 'find'>;
  letters: RejectionLetters;
};

/**
 * Tells the admin that a document was rejected: a person must decide what follows.
 *
 * @throws Error when the document, or its status, is not stored.
 */
export async function notifyOfRejection(
  deps: NotifyOfRejectionDeps,
  event: Fact<'invoice.rejected'>,
): Promise<void> {
  const { data } = event;
  const invoice = await deps.invoices.find(data.invoiceId);
  const status = invoice?.platform?.statuses.find(({ code }) => code === data.code);
  if (!invoice || !status) throw new Error('an event is about a rejection that is stored');
  await sendOnce(deps, event, subjectOfInvoice(invoice), {
    admin: () => deps.letters.documentRejected(invoice, status),
  });
}
