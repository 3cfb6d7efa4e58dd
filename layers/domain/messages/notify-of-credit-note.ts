import type { Fact } from '#vocabulary/events';
import type { InvoiceDocument, InvoiceStore } from '../invoices/invoice-store.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
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
  const letters = lettersFor(deps.letters, event, await loadNews(deps, event));
  await sendOnce(deps, event.id, letters);
  return { receivers: Object.keys(letters) };
}

type News = PaymentNews & { document: CreditNoteDocument };

async function loadNews(deps: NotifyOfCreditNoteDeps, event: CreditNoteFact): Promise<News> {
  const { paymentId, creditNoteId, refundId } = event.data;
  const creditNote = await deps.invoices.find(creditNoteId);
  if (!creditNote?.document) throw new Error('the credit note has no stored document');
  const { payment, refunds } = await deps.refunds.load(paymentId);
  if (!payment) throw new Error('an event is about a payment that is stored');
  const refund = refunds.find(({ id }) => id === refundId);
  if (refundId !== undefined && !refund)
    throw new Error('an event is about a refund that is stored');
  const pdf = await deps.documents.get(creditNote.document);
  return { event, payment, ...(refund && { refund }), document: { creditNote, pdf } };
}

function lettersFor(letters: CreditNoteLetters, { type }: CreditNoteFact, news: News): Letters {
  const { refund } = news;
  if (refund && refund.status !== 'failed') return lettersAboutRefund(letters, { ...news, refund });
  return type === 'refund.repeated' ? {} : { buyer: () => letters.creditNoteIssued(news) };
}
