import { dayMs } from '../calendar/day.ts';
import { monthsAfter } from '../calendar/month.ts';
import type { Currency } from '../money.ts';

/** How long before the end of what is paid the customer is reminded. */
const reminderMs = 7 * dayMs;

/** How long after it the plan still holds, for who pays late. */
const graceMs = 3 * dayMs;

/** What a customer has paid for, month by month without a gap. Times are ISO 8601 UTC. */
export type Subscription = {
  planId: string;
  /** The day of the month on which every period ends is this one's, in the customer's zone. */
  startedAt: string;
  /** Months paid for since then. */
  months: number;
  currentPeriodEnd: string;
  /** What the customer last paid in. */
  currency: Currency;
  /** Payments whose month is not over, each for one month, the next to end first. */
  payments: string[];
  /** The end of the period that the customer was reminded of last. */
  remindedOf?: string;
};

export type PaidMonth = { paymentId: string; planId: string; currency: Currency };

/** At which the plan is lost unless somebody pays. */
export const graceEndsAt = ({ currentPeriodEnd }: Subscription): Date =>
  new Date(Date.parse(currentPeriodEnd) + graceMs);

/** When something is to be done about it unprompted: the reminder, then the end. */
export const checkAtOf = (subscription: Subscription): string =>
  (isReminded(subscription)
    ? graceEndsAt(subscription)
    : new Date(Date.parse(subscription.currentPeriodEnd) - reminderMs)
  ).toISOString();

export const isReminded = ({ remindedOf, currentPeriodEnd }: Subscription): boolean =>
  remindedOf === currentPeriodEnd;

/**
 * With one more month: after the months already paid for, or from now where none is left. Who pays
 * in the days of grace goes on where the last month ended. Another plan starts anew at once.
 */
export function withPaidMonth(
  running: Subscription | undefined,
  { paymentId, planId, currency }: PaidMonth,
  { now, timeZone }: { now: Date; timeZone: string },
): Subscription {
  const goesOn = running?.planId === planId && now < graceEndsAt(running);
  const base = goesOn
    ? running
    : { startedAt: now.toISOString(), months: 0, payments: [], remindedOf: undefined };
  const months = base.months + 1;
  return {
    planId,
    startedAt: base.startedAt,
    months,
    currentPeriodEnd: endAfter(base.startedAt, months, timeZone),
    currency,
    payments: [...unfinished(base, { now, timeZone }), paymentId],
    remindedOf: base.remindedOf,
  };
}

/**
 * Without the month of a payment that was given back: later months move up. Undefined when nothing
 * is left that is paid for; the same when its month is over, since it was had.
 */
export function withoutPayment(
  running: Subscription,
  paymentId: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Subscription | undefined {
  const payments = unfinished(running, { now, timeZone });
  if (!payments.includes(paymentId)) return running;
  const months = running.months - 1;
  const left = payments.filter((other) => other !== paymentId);
  if (left.length === 0) return undefined;
  const currentPeriodEnd = endAfter(running.startedAt, months, timeZone);
  return { ...running, months, currentPeriodEnd, payments: left };
}

type Paid = Pick<Subscription, 'startedAt' | 'months' | 'payments'>;

function unfinished(
  { startedAt, months, payments }: Paid,
  { now, timeZone }: { now: Date; timeZone: string },
): string[] {
  const paidBefore = months - payments.length;
  return payments.filter(
    (_, index) => Date.parse(endAfter(startedAt, paidBefore + index + 1, timeZone)) > now.getTime(),
  );
}

const endAfter = (startedAt: string, months: number, timeZone: string): string =>
  monthsAfter(new Date(startedAt), months, timeZone).toISOString();
