import type { Month } from '../calendar/month.ts';
import type { Currency, Money } from '../money.ts';
import type { Sample } from '../usage/counter.ts';
import type { Meter } from '../usage/usage-event.ts';

/** What a month is billed by; frozen when it is closed, for its corrections too. */
export type Terms = {
  planId: string;
  currency: Currency;
  /** Bytes: of traffic in the month, of storage on its average. */
  limitBytes: Record<Meter, number>;
  /** With VAT, minor units for each started GB (10^9 bytes); absent where overage is not sold. */
  pricePerGb: Partial<Record<Meter, number>>;
};

/** What one project used, as in `ProjectUsage`, in digits: it may be larger than a double holds. */
export type UsedAmount = { meter: Meter; projectId: string; amount: string };

/** What has been billed of a month so far. */
export type Billed = { used: UsedAmount[]; gb: Record<Meter, number> };

/** Why this amount: the project's own daily aggregates, and below them its raw events. */
export type PeriodLine = {
  kind: 'overage' | 'correction';
  /** The month that it bills, `2026-11`; of a correction an earlier one than the period's. */
  month: Month;
  meter: Meter;
  projectId: string;
  /** Started GB; below zero where too many were billed. */
  gb: number;
  unitPriceMinor: number;
  amount: Money;
  /** The customer's calendar days that it adds up, in the meter's unit (see `ProjectUsage`). */
  days: Record<string, string>;
};

/**
 * A customer's month, closed once and never written again. What comes later is billed by a later
 * period, which names this month.
 */
export type Period = {
  customerId: string;
  /** `2026-11`, by the calendar of the customer's zone. */
  month: Month;
  /** ISO 8601 UTC, half open. */
  from: string;
  to: string;
  closedAt: string;
  terms: Terms;
  billed: Billed;
  /** Where the next month's storage starts, by project. */
  gauges: Record<string, Sample>;
  /** Earlier months as they stand with this period's corrections. */
  corrected: Record<string, Billed>;
  lines: PeriodLine[];
  /** From the period before: credit below zero, or what was too little to be paid above it. */
  carriedIn: Money[];
  /** What the customer is invoiced: mostly none, else one for each currency. */
  due: Money[];
  carriedOut: Money[];
  /** Whether the counters said the same as the recount; flagged ones were set to it. */
  recount: 'confirmed' | 'flagged';
  requestId: string;
};
