import type { Month } from '../calendar/month.ts';
import type { Currency, Money } from '../money.ts';
import type { Sample } from '../usage/counter.ts';
import type { Meter } from '../usage/usage-event.ts';

/** The terms that bill a month; frozen when it is closed, also for its corrections. */
export type Terms = {
  planId: string;
  currency: Currency;
  /** Bytes: traffic of the month, average storage. */
  limitBytes: Record<Meter, number>;
  /** With VAT, minor units per started GB (10^9 bytes); absent when overage is not sold. */
  pricePerGb: Partial<Record<Meter, number>>;
};

/** One project's usage as in `ProjectUsage`, in digits: it may be too large for a double. */
export type UsedAmount = { meter: Meter; projectId: string; amount: string };

/** The part of a month that is already billed. */
export type Billed = { used: UsedAmount[]; gb: Record<Meter, number> };

/** A line with its explanation: the project's daily usage, and below that its raw events. */
export type PeriodLine = {
  kind: 'overage' | 'correction';
  /** The billed month, `2026-11`; for a correction earlier than the period's month. */
  month: Month;
  meter: Meter;
  projectId: string;
  /** Started GB; negative when too many were billed. */
  gb: number;
  unitPriceMinor: number;
  amount: Money;
  /** Usage by the customer's calendar days, in the meter's unit (see `ProjectUsage`). */
  days: Record<string, string>;
};

/**
 * A customer's month, closed once and never changed. Later changes are billed by a later period,
 * which names this month.
 */
export type Period = {
  customerId: string;
  /** `2026-11`, in the customer's time zone. */
  month: Month;
  /** ISO 8601 UTC, half open. */
  from: string;
  to: string;
  closedAt: string;
  terms: Terms;
  billed: Billed;
  /** Where the next month's storage starts, by project. */
  gauges: Record<string, Sample>;
  /** Earlier months including this period's corrections. */
  corrected: Record<string, Billed>;
  lines: PeriodLine[];
  /** Carried over: negative for credit, positive for an amount too small to pay. */
  carriedIn: Money[];
  /** The invoiced amounts: mostly none, otherwise one for each currency. */
  due: Money[];
  carriedOut: Money[];
  /** `flagged` when a counter differed from the recount and was corrected. */
  recount: 'confirmed' | 'flagged';
  requestId: string;
};
