import type { Fact } from '#vocabulary/events';
import type { InvoiceDocument, InvoiceStore } from '../invoices/invoice-store.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { subjectOfInvoice } from './message-subject.ts';
import {
  type CreditNoteDocument,
  lettersAboutRefund,
  type PaymentLetters,
  type PaymentNews,
} from './notify-of-payment.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

export type CreditNoteFact = Fact<'credit_note.issued' | 'refund.repeated'>;

export type CreditNoteLetters = PaymentLetters & {
  /** To the buyer: the credit note, of money that no refund of ours has given back. */
  creditNoteIssued: (news: PaymentNews & { document: CreditNoteDocument }) => Promise<OutgoingMail>;
  /** To the customer: an unpaid invoice is cancelled, and this is its credit note. */
  invoiceCancelled: (eventId: string, document: CreditNoteDocument) => Promise<OutgoingMail>;
};

export type NotifyOfCreditNoteDeps = SendDeps & {
  invoices: Pick<InvoiceStore, 'find'>;
  documents: { get(document: InvoiceDocument): Promise<Uint8Array> };
  refunds: Pick<RefundStore, 'load'>;
  letters: CreditNoteLetters;
};

/**
 * Tells the buyer of a refund and the credit note in one mail, and the admin of the refund; each
 * once for each event. Whoever got money by a dispute, or whose refund came back meanwhile, gets the
 * credit note alone: it was issued, and is theirs.
 *
 * @returns who was told.
 * @throws Error when payment, refund or document is not stored, so that the queue retries.
 */
export async function notifyOfCreditNote(
  deps: NotifyOfCreditNoteDeps,
  event: CreditNoteFact,
): Promise<{ receivers: string[] }> {
  const document = await loadDocument(deps, event);
  const { paymentId } = event.data;
  const letters: Letters =
    paymentId === undefined
      ? { buyer: () => deps.letters.invoiceCancelled(event.id, document) }
      : lettersFor(deps.letters, event, await loadNews(deps, event, { paymentId, document }));
  await sendOnce(deps, event, subjectOfInvoice(document.creditNote), letters);
  return { receivers: Object.keys(letters) };
}

type News = PaymentNews & { document: CreditNoteDocument };

async function loadDocument(
  { invoices, documents }: NotifyOfCreditNoteDeps,
  { data }: CreditNoteFact,
): Promise<CreditNoteDocument> {
  const creditNote = await invoices.find(data.creditNoteId);
  if (!creditNote?.document) throw new Error('the credit note has no stored document');
  return { creditNote, pdf: await documents.get(creditNote.document) };
}

async function loadNews(
  deps: NotifyOfCreditNoteDeps,
  event: CreditNoteFact,
  { paymentId, document }: { paymentId: string; document: CreditNoteDocument },
): Promise<News> {
  const { refundId } = event.data;
  const { payment, refunds } = await deps.refunds.load(paymentId);
  if (!payment) throw new Error('an event is about a payment that is stored');
  const refund = refunds.find(({ id }) => id === refundId);
  if (refundId !== undefined && !refund)
    throw new Error('an event is about a refund that is stored');
  return { event, payment, ...(refund && { refund }), document };
}

function lettersFor(letters: CreditNoteLetters, { type }: CreditNoteFact, news: News): Letters {
  const { refund } = news;
  if (refund && refund.status !== 'failed') return lettersAboutRefund(letters, { ...news, refund });
  return type === 'refund.repeated' ? {} : { buyer: () => letters.creditNoteIssued(news) };
}
