import type { EventType, Fact } from '#vocabulary/events';
import type { Payment } from '../payments/payment.ts';
import type { Refund } from '../refunds/refund.ts';
import type { RefundStore } from '../refunds/refund-store.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

/** Facts about a payment's money that somebody gets a mail about. */
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

/** What became of a dispute; `none`: the provider knows of none any more. */
type DisputeOutcome = (typeof outcomes)[number];

const outcomes = ['won', 'lost', 'none'] as const;

/** What the admin is told about. */
export type Alert =
  | 'refund_made'
  | 'refund_failed'
  | 'refund_task'
  | 'dispute_open'
  | `dispute_${DisputeOutcome}`
  | 'review'
  | 'duplicate';

/** An event, with the payment as it is stored now, and the refund that the event is about, if any. */
export type PaymentNews = { event: Fact<PaymentFact>; payment: Payment; refund?: Refund };

export type RefundNews = PaymentNews & { refund: Refund };

export type PaymentLetters = {
  /** To the buyer: money is on its way back. */
  refundConfirmed: (news: RefundNews) => Promise<OutgoingMail>;
  /** To the admin. */
  alert: (alert: Alert, news: PaymentNews) => Promise<OutgoingMail>;
};

export type NotifyOfPaymentDeps = SendDeps & {
  refunds: Pick<RefundStore, 'load'>;
  letters: PaymentLetters;
};

/**
 * Tells buyer and admin what became of a payment's money; each of them once for each event.
 *
 * News that is no longer true is not told: who finds a refund already made or failed must not give
 * the money back by hand as well.
 *
 * @returns to whom there was something to say.
 * @throws Error when the event is of a type without letters, or when the payment or the refund that
 *   it names is not stored, so that the queue tries again.
 */
export async function notifyOfPayment(
  deps: NotifyOfPaymentDeps,
  event: Fact<PaymentFact>,
): Promise<{ receivers: string[] }> {
  // The queue may bring what no code of ours sends.
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
  'payment.disputed': (letters, news) => toAdmin(letters, 'dispute_open', news),
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
  const outcome = outcomes.find((one) => type === 'payment.dispute_closed' && one === data.dispute);
  if (outcome) return outcome;
  throw new Error('a closed dispute has an outcome');
}
