import type { DomainEvent } from '../events.ts';
import type { Invoice, InvoiceDocument, InvoiceStore } from '../invoices/invoice-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type SendDeps, sendOnce } from './send-once.ts';

export type InvoiceLetters = {
  /** To the buyer, with the invoice attached. */
  paymentConfirmed: (invoice: Invoice, pdf: Uint8Array) => Promise<OutgoingMail>;
  /** To the admin. */
  newPayment: (invoice: Invoice) => Promise<OutgoingMail>;
};

export type NotifyDeps = SendDeps & {
  invoices: Pick<InvoiceStore, 'find'>;
  documents: { get(document: InvoiceDocument): Promise<Uint8Array> };
  letters: InvoiceLetters;
};

/** Sends the buyer their invoice and the admin a note; each of them once for each event. */
export async function notifyOfInvoice(deps: NotifyDeps, event: DomainEvent): Promise<Invoice> {
  const invoice = await deps.invoices.find(event.data.invoiceId ?? '');
  const document = invoice?.document;
  if (!document) throw new Error('an issued invoice has a document');
  const { letters } = deps;
  await sendOnce(deps, event.id, {
    buyer: async () => letters.paymentConfirmed(invoice, await deps.documents.get(document)),
    admin: () => letters.newPayment(invoice),
  });
  return invoice;
}
