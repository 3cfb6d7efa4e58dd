import type { AlertWatch } from '#domain/monitoring/alert';
import type { BusinessMonth } from '#domain/monitoring/business-month';
import type { SeriesKey, Totals } from '#domain/monitoring/counters';
import { alertFamilies } from './alert-families.ts';
import { businessFamilies } from './business-families.ts';
import { writeExposition } from './exposition.ts';
import { paymentFamilies } from './payment-families.ts';
import { type QueueDepth, queueFamilies } from './queue-families.ts';

/** Everything that a scrape shows. */
export type Exposed = {
  totals: Totals;
  /** What the shop offers, and shows with zeros from the start. */
  offered: readonly SeriesKey[];
  queues: readonly QueueDepth[];
  deadLetters: readonly QueueDepth[];
  /** What is pending, open or acknowledged. */
  alerts: readonly AlertWatch[];
  /** Oldest first; the last one is shown. */
  business: readonly BusinessMonth[];
};

export const pageOf = (exposed: Exposed): string => {
  const { totals, offered, queues, deadLetters, alerts, business } = exposed;
  return writeExposition([
    ...paymentFamilies(totals, offered),
    ...queueFamilies(queues, deadLetters),
    ...alertFamilies(alerts),
    ...businessFamilies(business),
  ]);
};
