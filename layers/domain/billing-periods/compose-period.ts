import type { Month } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { Plans } from '../plans/plan.ts';
import type { MonthUsage } from './month-usage.ts';
import { billOf, linesBetween, nothingBilled } from './overage.ts';
import type { Billed, Period, PeriodLine } from './period.ts';
import { settleCredit } from './settle-credit.ts';
import { termsOf } from './terms.ts';

/** A closed month that is checked again, with its usage as known now. */
export type EarlierMonth = { period: Period; billed: Billed; usage: MonthUsage };

export type Closing = {
  customer: Customer;
  plans: Plans;
  usage: MonthUsage;
  earlier: readonly EarlierMonth[];
  /** The previous period, whose credit is carried over. */
  previous: Period | undefined;
  recount: Period['recount'];
  now: Date;
  requestId: string;
};

/** Composes the period to close. Pure: the same usage gives the same lines. */
export function composePeriod(closing: Closing): Period {
  const { customer, plans, usage, previous, recount, now, requestId } = closing;
  const { month, span, gauges } = usage;
  const terms = termsOf(customer, plans, span);
  const billed = billOf(usage, terms);
  const own = linesBetween('overage', { before: nothingBilled, after: billed }, { usage, terms });
  const corrections = closing.earlier.map(correct);
  const lines = [...own, ...corrections.flatMap((correction) => correction.lines)];
  const carriedIn = previous?.carriedOut ?? [];
  return {
    customerId: customer.id,
    month,
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    closedAt: now.toISOString(),
    terms,
    billed,
    gauges,
    corrected: Object.fromEntries(
      corrections.map((correction) => [correction.month, correction.after]),
    ),
    lines,
    carriedIn,
    ...settled(customer, settleCredit(lines, carriedIn)),
    recount,
    requestId,
  };
}

/**
 * An invoice names its buyer, and nobody knows any more who an erased customer was: what a late
 * event still adds is carried over, and no month follows.
 */
const settled = ({ state }: Customer, { due, carriedOut }: Pick<Period, 'due' | 'carriedOut'>) =>
  state === 'erased' ? { due: [], carriedOut: [...carriedOut, ...due] } : { due, carriedOut };

/** Uses the terms of that month, whatever the customer's plan is today. */
function correct({ period, billed: before, usage }: EarlierMonth): {
  month: Month;
  after: Billed;
  lines: PeriodLine[];
} {
  const { terms } = period;
  const after = billOf(usage, terms);
  const lines = linesBetween('correction', { before, after }, { usage, terms });
  return { month: period.month, after, lines };
}
