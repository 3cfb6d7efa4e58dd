import { dayMs } from '../calendar/day.ts';
import { monthsAfter } from '../calendar/month.ts';
import type { Currency } from '../money.ts';

/** How long before the paid period ends the customer is reminded. */
const reminderMs = 7 * dayMs;

/** How long the plan continues after it, for late payments. */
const graceMs = 3 * dayMs;

/** The paid period of a customer, month by month without a gap. Times are ISO 8601 UTC. */
export type Subscription = {
  planId: string;
  /** Every period ends on this day of the month, in the customer's zone. */
  startedAt: string;
  /** Months paid since then. */
  months: number;
  currentPeriodEnd: string;
  /** The currency of the last payment. */
  currency: Currency;
  /** Payments of unfinished months, each for one month, the first to end first. */
  payments: string[];
  /** The end of the period that the last reminder was about. */
  remindedOf?: string;
  /** Cancelled: nobody is reminded, and the plan ends with the period. */
  endsAtPeriodEnd?: boolean;
};

export type PaidMonth = { paymentId: string; planId: string; currency: Currency };

/** When the plan ends unless somebody pays: a cancelled one without grace. */
export const graceEndsAt = ({ currentPeriodEnd, endsAtPeriodEnd }: Subscription): Date =>
  new Date(Date.parse(currentPeriodEnd) + (endsAtPeriodEnd ? 0 : graceMs));

/** Whether the paid period has passed. */
export const isOver = ({ currentPeriodEnd }: Subscription, now: Date): boolean =>
  now.getTime() >= Date.parse(currentPeriodEnd);

/** When to act unprompted: first the reminder, then the end; of a cancelled one the end alone. */
export const checkAtOf = (subscription: Subscription): string =>
  (isReminded(subscription) || subscription.endsAtPeriodEnd
    ? graceEndsAt(subscription)
    : new Date(Date.parse(subscription.currentPeriodEnd) - reminderMs)
  ).toISOString();

export const isReminded = ({ remindedOf, currentPeriodEnd }: Subscription): boolean =>
  remindedOf === currentPeriodEnd;

/**
 * Adds one month: after the months already paid, or from now when none is left. A payment within
 * the grace continues at the last month's end. Another plan starts at once. Who pays again has
 * resumed what was cancelled.
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
 * Removes the month of a refunded payment; later months move up. Undefined when no paid month is
 * left; unchanged when the month is already over.
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
