import type { Fact } from '#vocabulary/events';
import {
  amountPaid,
  type Invoice,
  type InvoiceDocument,
  type InvoiceStore,
} from '../invoices/invoice-store.ts';
import type { StandingStore } from '../invoices/standing-store.ts';
import { goesOutAlone, type NoteDeps } from './admin-notes.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { subjectOfInvoice } from './message-subject.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

export type InvoiceLetters = {
  /** To the customer, with the invoice to pay attached. */
  invoiceDue: (invoice: Invoice, pdf: Uint8Array) => Promise<OutgoingMail>;
  /** To the buyer, with the invoice attached. */
  paymentConfirmed: (invoice: Invoice, pdf: Uint8Array) => Promise<OutgoingMail>;
  /** To the admin. */
  newPayment: (invoice: Invoice) => Promise<OutgoingMail>;
};

export type InvoiceFact = Fact<'invoice.issued' | 'invoice.paid'>;

export type NotifyDeps = SendDeps &
  NoteDeps & {
    invoices: Pick<InvoiceStore, 'find'>;
    standings: Pick<StandingStore, 'markSent'>;
    documents: { get(document: InvoiceDocument): Promise<Uint8Array> };
    letters: InvoiceLetters;
  };

/**
 * Sends the buyer the invoice, and the admin a note of the payment, on its own or in the hour's
 * digest; each once for each event. A customer who pays later is asked to pay, and thanked after
 * paying; one who has paid meanwhile is not asked.
 */
export async function notifyOfInvoice(deps: NotifyDeps, event: InvoiceFact): Promise<Invoice> {
  const invoice = await deps.invoices.find(event.data.invoiceId);
  const document = invoice?.document;
  if (!document) throw new Error('the invoice has no stored document');
  const letters = lettersFor(deps, event, { ...invoice, document });
  await sendOnce(deps, event, subjectOfInvoice(invoice), letters);
  // Also once the mail had left before: the run that sent it may have ended just then.
  if (event.type === 'invoice.issued' && letters.buyer && !invoice.standing?.sentAt)
    await deps.standings.markSent(invoice, deps.now().toISOString());
  return invoice;
}

function lettersFor(
  deps: NotifyDeps,
  event: InvoiceFact,
  invoice: Invoice & { document: InvoiceDocument },
): Letters {
  const { letters, documents } = deps;
  const pdf = () => documents.get(invoice.document);
  const wasPaidBefore = invoice.content.payment !== undefined;
  if (event.type === 'invoice.paid' || wasPaidBefore)
    return {
      buyer: async () => letters.paymentConfirmed(invoice, await pdf()),
      // The payment of an invoice that replaces another one is no news.
      ...(invoice.replaces === undefined && { admin: () => noteOrDigest(deps, event, invoice) }),
    };
  return invoice.paidBy ? {} : { buyer: async () => letters.invoiceDue(invoice, await pdf()) };
}

async function noteOrDigest(
  deps: NotifyDeps,
  event: InvoiceFact,
  invoice: Invoice,
): Promise<OutgoingMail | undefined> {
  const note = { invoiceNumber: invoice.content.number, amount: amountPaid(invoice) };
  return (await goesOutAlone(deps, event, note)) ? deps.letters.newPayment(invoice) : undefined;
}
