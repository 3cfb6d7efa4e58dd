import type { EventType, Fact } from '#vocabulary/events';
import type { Payment } from '../payments/payment.ts';
import type { Refund } from '../refunds/refund.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
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
  | 'duplicate';

/** An event, with the payment as stored now, and the event's refund, if any. */
export type PaymentNews = { event: Fact<PaymentFact>; payment: Payment; refund?: Refund };

export type RefundNews = PaymentNews & { refund: Refund };

export type PaymentLetters = {
  /** To the buyer: a refund is on its way. */
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
  const letters = lettersAbout[event.type](deps.letters, await loadNews(deps, event));
  await sendOnce(deps, event.id, letters);
  return { receivers: Object.keys(letters) };
}

async function loadNews(
  { refunds: store }: NotifyOfPaymentDeps,
  event: Fact<PaymentFact>,
): Promise<PaymentNews> {
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

const lettersAbout: Record<PaymentFact, (letters: PaymentLetters, news: PaymentNews) => Letters> = {
  'payment.refunded': (letters, news) => {
    const refundNews = aboutRefund(news);
    if (refundNews.refund.status === 'failed') return nothingToTell;
    return {
      buyer: () => letters.refundConfirmed(refundNews),
      admin: () => letters.alert('refund_made', refundNews),
    };
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
};

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
