import { utcDay } from '../calendar/day.ts';
import type { AnyMoney } from '../money.ts';
import type { Ended, Payment } from '../payments/payment.ts';
import type { Counts, LatencyKey, Measure, SeriesKey } from './counters.ts';
import type { Fact } from './fact.ts';

/** What is known of the payment of a fact. */
export type CountedPayment = Pick<
  Payment,
  | 'id'
  | 'provider'
  | 'method'
  | 'amount'
  | 'status'
  | 'createdAt'
  | 'updatedAt'
  | 'completedAt'
  | 'amountPaid'
  | 'invoiceId'
  | 'lastDecline'
  | 'declinedAt'
  | 'ended'
  | 'respondedInMs'
>;

/** Money that was given back, as the ledger says; a refund that came back stays counted. */
export type GivenBack = {
  paymentId: string;
  /** The refund's id. */
  of: string;
  /** ISO 8601 UTC. */
  at: string;
  postings: { money: Pick<AnyMoney, 'minor'> }[];
};

/** That a payment was settled because of a notification. */
export type Settled = {
  paymentId: string;
  provider: Payment['provider'];
  /** ISO 8601 UTC. */
  at: string;
  settledInMs: number;
  /** How long the provider waited for the answer to its notification. */
  acknowledgedInMs?: number;
};

/** That the document of a payment's invoice is there, and how long it took to draw. */
export type Issued = { issuedAt: string; drawnInMs?: number };

/**
 * All that a payment's row tells of it: the same facts, and more, whenever it is read later. Their
 * times are those of our clock, between which the declines lie that providers date.
 */
export function factsOfPayment(payment: CountedPayment): Fact[] {
  const { createdAt, completedAt, status, respondedInMs } = payment;
  return [
    counting(payment, 'initiated', createdAt, { initiated: 1 }),
    ...(respondedInMs === undefined
      ? []
      : [lasting(payment, 'response', createdAt, respondedInMs)]),
    ...declinesOf(payment).map((at, place) =>
      counting(payment, `declined#${place}`, at, { declined: 1 }),
    ),
    ...endingsOf(payment).flatMap((ending) => factsOfEnding(payment, ending)),
    ...(status === 'completed' && completedAt !== undefined
      ? [completed(payment, completedAt)]
      : []),
  ];
}

/** One fact for a refund, however often its success is told. */
export const factOfRefund = (
  payment: CountedPayment,
  { of, at, postings }: Omit<GivenBack, 'paymentId'>,
): Fact =>
  counting(payment, `refunded#${of}`, at, {
    refunded: 1,
    refundedMinor: postings.reduce((sum, { money }) => sum + money.minor, 0),
  });

/**
 * That a completed payment has its invoice; counted where the payment was completed, whose slot
 * lists it as missing until then. Undefined while its completion is not known.
 */
export function factOfInvoice(
  payment: CountedPayment,
  { issuedAt, drawnInMs }: Issued,
): Fact | undefined {
  const { id, completedAt } = payment;
  if (completedAt === undefined) return undefined;
  const ms = Date.parse(issuedAt) - Date.parse(completedAt);
  return {
    ...about(payment, 'invoiced', completedAt),
    durations: [
      { key: latencyOf(payment, 'invoicing'), ms },
      ...(drawnInMs === undefined ? [] : [{ key: latencyOf(payment, 'drawing'), ms: drawnInMs }]),
    ],
    invoice: { state: 'issued', issuedBy: invoicedName(id) },
  };
}

/** A payment's money is captured once. */
export const factOfSettling = (settled: Settled): Fact => {
  const { paymentId, provider, at, settledInMs, acknowledgedInMs } = settled;
  return {
    name: `${paymentId}/settling`,
    paymentId,
    at,
    durations: [
      { key: latencyOf({ provider }, 'settling'), ms: settledInMs },
      ...(acknowledgedInMs === undefined
        ? []
        : [{ key: latencyOf({ provider }, 'acknowledgement'), ms: acknowledgedInMs }]),
    ],
    isOlder: false,
  };
};

const invoicedName = (paymentId: string): string => `${paymentId}/invoiced`;

const counting = (
  payment: CountedPayment,
  what: string,
  at: string,
  counts: Partial<Counts>,
): Fact => ({
  ...about(payment, what, at),
  series: { key: seriesOf(payment), counts },
});

const lasting = (payment: CountedPayment, measure: Measure, at: string, ms: number): Fact => ({
  ...about(payment, measure, at),
  durations: [{ key: latencyOf(payment, measure), ms }],
});

const about = ({ id, createdAt }: CountedPayment, what: string, at: string) => ({
  name: `${id}/${what}`,
  paymentId: id,
  at,
  isOlder: utcDay(Date.parse(at)) > utcDay(Date.parse(createdAt)),
});

const seriesOf = ({ provider, method, amount }: CountedPayment): SeriesKey =>
  `${provider}#${method}#${amount.currency}`;

const latencyOf = ({ provider }: Pick<CountedPayment, 'provider'>, measure: Measure): LatencyKey =>
  `${measure}#${provider}`;

/** Rows of before know only the last decline. */
const declinesOf = ({ declinedAt, lastDecline }: CountedPayment): readonly string[] =>
  declinedAt ?? (lastDecline ? [lastDecline.at] : []);

type Ending = { status: Ended; at: string };

/** Rows of before know only how they stand. */
function endingsOf({ ended, status, updatedAt }: CountedPayment): Ending[] {
  const known = Object.entries(ended ?? {}).map(([as, at]) => ({ status: as as Ended, at }));
  const isUnknown = isEnded(status) && !known.some((ending) => ending.status === status);
  return isUnknown ? [...known, { status, at: updatedAt }] : known;
}

const isEnded = (status: Payment['status']): status is Ended =>
  status !== 'pending' && status !== 'processing' && status !== 'completed';

/** A failure whose money came later is counted beside it, where it failed. */
function factsOfEnding(payment: CountedPayment, { status, at }: Ending): Fact[] {
  const fact = counting(payment, status, at, { [status]: 1 });
  const isRecovered = status === 'failed' && payment.status === 'completed';
  return isRecovered ? [fact, counting(payment, 'recovered', at, { recovered: 1 })] : [fact];
}

function completed(payment: CountedPayment, at: string): Fact {
  const { id, amountPaid, invoiceId, ended } = payment;
  const isLate = ended !== undefined && Object.keys(ended).some((as) => as !== 'review');
  return {
    ...counting(payment, 'completed', at, {
      completed: 1,
      volumeMinor: amountPaid?.minor ?? 0,
      ...(isLate && { lateCompleted: 1 }),
    }),
    // Who pays an issued invoice gets no other one.
    ...(invoiceId === undefined && {
      invoice: { state: 'awaited' as const, issuedBy: invoicedName(id) },
    }),
  };
}
