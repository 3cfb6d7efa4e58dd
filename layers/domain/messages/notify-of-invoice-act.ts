import type { Fact } from '#vocabulary/events';
import type { ReminderTone } from '../invoices/invoice-act.ts';
import type { Invoice, InvoiceDocument, InvoiceStore } from '../invoices/invoice-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { subjectOfInvoice } from './message-subject.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

export type InvoiceActFact = Fact<'invoice.resent' | 'invoice.reminded'>;

type About = { eventId: string; pdf: Uint8Array };

export type InvoiceActLetters = {
  /** An invoice or a credit note again, to this address or the customer's own. */
  invoiceCopy: (invoice: Invoice, about: About & { to?: string }) => Promise<OutgoingMail>;
  /** Asks the customer for the money, with the invoice attached. */
  reminder: (invoice: Invoice, about: About & { tone: ReminderTone }) => Promise<OutgoingMail>;
};

export type NotifyOfInvoiceActDeps = SendDeps & {
  invoices: Pick<InvoiceStore, 'find'>;
  documents: { get(document: InvoiceDocument): Promise<Uint8Array> };
  letters: InvoiceActLetters;
};

/**
 * Mails a copy that a person wants, or a reminder; each once for each event. Nobody is reminded of
 * what has been paid or cancelled meanwhile.
 *
 * @returns who was told.
 * @throws Error when invoice or document is not stored, so that the queue retries.
 */
export async function notifyOfInvoiceAct(
  deps: NotifyOfInvoiceActDeps,
  event: InvoiceActFact,
): Promise<{ receivers: string[] }> {
  const invoice = await deps.invoices.find(event.data.invoiceId);
  if (!invoice?.document) throw new Error('the invoice has no stored document');
  const letters = lettersFor(deps, event, { ...invoice, document: invoice.document });
  await sendOnce(deps, event, subjectOfInvoice(invoice), letters);
  return { receivers: Object.keys(letters) };
}

function lettersFor(
  { letters, documents }: NotifyOfInvoiceActDeps,
  event: InvoiceActFact,
  invoice: Invoice & { document: InvoiceDocument },
): Letters {
  const eventId = event.id;
  if (event.type === 'invoice.reminded') {
    if (invoice.status === 'paid' || invoice.status === 'cancelled') return {};
    const { tone } = event.data;
    const pdf = () => documents.get(invoice.document);
    return { buyer: async () => letters.reminder(invoice, { eventId, pdf: await pdf(), tone }) };
  }
  const { entryAt } = event.data;
  const entry = invoice.history?.find(({ at, kind }) => kind === 'resent' && at === entryAt);
  const copy = entry?.copy;
  if (!copy) throw new Error('an event is about a copy that is stored');
  return {
    buyer: async () =>
      letters.invoiceCopy(invoice, { eventId, pdf: await documents.get(copy), to: entry.to }),
  };
}
