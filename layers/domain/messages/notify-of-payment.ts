import type { EventType, Fact } from '#vocabulary/events';
import { isInvoiced } from '../invoices/invoice-payment.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import type { Payment } from '../payments/payment.ts';
import type { Refund } from '../refunds/refund.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { subjectOfPayment } from './message-subject.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

/** Events of a payment's money that cause a mail. */
export type PaymentFact = Extract<
  EventType,
  | 'payment.refunded'
  | 'refund.failed'
  | 'refund.task_opened'
  | 'payment.disputed'
  | 'payment.dispute_closed'
  | 'payment.review'
  | 'payment.duplicate'
  | 'order.paid_late'
  | 'order.files_lacking'
>;

/** The outcome of a dispute; `none`: the provider no longer knows of one. */
type DisputeOutcome = (typeof outcomes)[number];

const outcomes = ['won', 'lost', 'none'] as const;

/** The subjects of alerts to the admin. */
export type Alert =
  | 'refund_made'
  | 'refund_failed'
  | 'refund_task'
  | 'dispute_open'
  | 'dispute_warning'
  | `dispute_${DisputeOutcome}`
  | 'review'
  | 'duplicate'
  | 'paid_late'
  | 'files_lacking';

/** An issued credit note with its document. */
export type CreditNoteDocument = { creditNote: Invoice; pdf: Uint8Array };

/** An event, with the payment as stored now, the event's refund, if any, and its credit note. */
export type PaymentNews = {
  event: { id: string };
  payment: Payment;
  refund?: Refund;
  document?: CreditNoteDocument;
};

export type RefundNews = PaymentNews & { refund: Refund };

export type PaymentLetters = {
  /** To the buyer: a refund is on its way; with its credit note attached, if it has one. */
  refundConfirmed: (news: RefundNews) => Promise<OutgoingMail>;
  /** To the admin. */
  alert: (alert: Alert, news: PaymentNews) => Promise<OutgoingMail>;
};

export type NotifyOfPaymentDeps = SendDeps & {
  refunds: Pick<RefundStore, 'load'>;
  letters: PaymentLetters;
};

/**
 * Tells buyer and admin what happened to a payment's money; each once for each event.
 *
 * Outdated news is not sent: an admin who finds a refund already made or failed must not refund by
 * hand as well.
 *
 * @returns who was told.
 * @throws Error when no mail exists for the event's type, or its payment or refund is not stored,
 * so that the queue retries.
 */
export async function notifyOfPayment(
  deps: NotifyOfPaymentDeps,
  event: Fact<PaymentFact>,
): Promise<{ receivers: string[] }> {
  // The queue may contain a message that our code did not send.
  if (!Object.hasOwn(lettersAbout, event.type))
    throw new Error(`there are no letters about ${event.type}`);
  const news = await loadNews(deps, event);
  const letters = lettersAbout[event.type](deps.letters, news);
  await sendOnce(deps, event, subjectOfPayment(news.payment), letters);
  return { receivers: Object.keys(letters) };
}

async function loadNews(
  { refunds: store }: NotifyOfPaymentDeps,
  event: Fact<PaymentFact>,
): Promise<FactNews> {
  const { paymentId } = event.data;
  const { payment, refunds } = await store.load(paymentId);
  if (!payment) throw new Error('an event is about a payment that is stored');
  if (!('refundId' in event.data)) return { event, payment };
  const { refundId } = event.data;
  const refund = refunds.find(({ id }) => id === refundId);
  if (!refund) throw new Error('an event is about a refund that is stored');
  return { event, payment, refund };
}

/** A bank that asks before it takes anything. */
const withholdsNothing = ({ amountDisputed }: Payment): boolean => amountDisputed?.minor === 0;

const nothingToTell: Letters = {};

type FactNews = PaymentNews & { event: Fact<PaymentFact> };

const lettersAbout: Record<PaymentFact, (letters: PaymentLetters, news: FactNews) => Letters> = {
  'payment.refunded': (letters, news) => {
    const refundNews = aboutRefund(news);
    const isTold = refundNews.refund.status === 'failed' || isInvoiced(news.payment);
    // The mail about the refund of an invoiced payment brings the credit note, and waits for it.
    return isTold ? nothingToTell : lettersAboutRefund(letters, refundNews);
  },
  'refund.failed': (letters, news) => toAdmin(letters, 'refund_failed', aboutRefund(news)),
  'refund.task_opened': (letters, news) => {
    const { status } = aboutRefund(news).refund;
    const isClosed = status === 'succeeded' || status === 'failed';
    return isClosed ? nothingToTell : toAdmin(letters, 'refund_task', news);
  },
  'payment.disputed': (letters, news) =>
    toAdmin(letters, withholdsNothing(news.payment) ? 'dispute_warning' : 'dispute_open', news),
  'payment.dispute_closed': (letters, news) =>
    toAdmin(letters, `dispute_${outcomeOf(news.event)}`, news),
  'payment.review': (letters, news) => toAdmin(letters, 'review', news),
  'payment.duplicate': (letters, news) => toAdmin(letters, 'duplicate', news),
  'order.paid_late': (letters, news) => toAdmin(letters, 'paid_late', news),
  'order.files_lacking': (letters, news) => toAdmin(letters, 'files_lacking', news),
};

/** That money is on its way back. */
export const lettersAboutRefund = (letters: PaymentLetters, news: RefundNews): Letters => ({
  buyer: () => letters.refundConfirmed(news),
  admin: () => letters.alert('refund_made', news),
});

const toAdmin = (letters: PaymentLetters, alert: Alert, news: PaymentNews): Letters => ({
  admin: () => letters.alert(alert, news),
});

function aboutRefund({ refund, ...news }: PaymentNews): RefundNews {
  if (!refund) throw new Error('an event about a refund names it');
  return { ...news, refund };
}

function outcomeOf({ type, data }: Fact<PaymentFact>): DisputeOutcome {
  const outcome = outcomes.find(
    (candidate) => type === 'payment.dispute_closed' && candidate === data.dispute,
  );
  if (outcome) return outcome;
  throw new Error('a closed dispute has an outcome');
}
