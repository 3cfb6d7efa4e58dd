import type { Currency } from '#vocabulary/currencies';
import type { Method, ProviderName } from '../payments/payment.ts';
import { addHistograms, emptyHistogram, type Histogram } from './histogram.ts';

/**
 * What is counted of payments, each at the time when it happened. No count is ever taken back: of
 * the payments that failed, `recovered` were paid after all.
 */
export const countNames = [
  'initiated',
  'completed',
  'failed',
  'cancelled',
  'expired',
  'review',
  /** Attempts that were declined on the provider's page; the buyer may have paid with the next. */
  'declined',
  'refunded',
  /** Money that came after the payment had failed, expired or been cancelled; also `completed`. */
  'lateCompleted',
  /** Counted when the payment failed: its money has come since. */
  'recovered',
  /** Minor units of the currency that were asked for and paid. */
  'volumeMinor',
  'refundedMinor',
] as const;

export type CountName = (typeof countNames)[number];

export type Counts = Readonly<Record<CountName, number>>;

/** Counts of different currencies are never added. */
export type SeriesKey = `${ProviderName}#${Method}#${Currency}`;

/**
 * Durations that are kept: `response` of our answer to who asks for a payment, provider included;
 * `settling` from a provider's notification until the payment is settled, `acknowledgement` until
 * it was answered; `invoicing` from payment to invoice; `drawing` of a document.
 */
export const measures = [
  'response',
  'settling',
  'invoicing',
  'acknowledgement',
  'drawing',
] as const;

export type Measure = (typeof measures)[number];

export type LatencyKey = `${Measure}#${ProviderName}`;

export type Counters = {
  series: Readonly<Partial<Record<SeriesKey, Counts>>>;
  latencies: Readonly<Partial<Record<LatencyKey, Histogram>>>;
};

/** Five minutes. */
export type Slot = Counters & {
  /** ISO 8601 UTC: its start. */
  at: string;
  /** Payments that were completed in it and have no invoice yet, with the time of completion. */
  uninvoiced: Readonly<Record<string, string>>;
  /** ISO 8601 UTC: when its newest fact was counted. */
  countedAt: string;
};

/** `at`: its start, ISO 8601 UTC. */
export type Hour = Counters & { at: string };

/** Everything since the first payment. */
export type Totals = Counters & {
  /** ISO 8601 UTC: when the newest fact was counted; absent without any. */
  updatedAt?: string;
};

export const slotMs = 300_000;
export const hourMs = 3_600_000;

/** The slot or hour in which an instant lies, as the ISO 8601 UTC of its start. */
export const startOf = (lengthMs: number, at: string | Date): string =>
  new Date(Math.floor(new Date(at).getTime() / lengthMs) * lengthMs).toISOString();

export const noCounts: Counts = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<
  CountName,
  number
>;

export const noCounters: Counters = { series: {}, latencies: {} };

export const addCounts = (one: Counts, other: Partial<Counts>): Counts =>
  Object.fromEntries(countNames.map((name) => [name, one[name] + (other[name] ?? 0)])) as Record<
    CountName,
    number
  >;

export function withCounts(
  { series, latencies }: Counters,
  key: SeriesKey,
  counts: Partial<Counts>,
): Counters {
  return { series: { ...series, [key]: addCounts(series[key] ?? noCounts, counts) }, latencies };
}

/** Any order gives the same sum. */
export const sumOf = (parts: readonly Counters[]): Counters =>
  parts.reduce(addCounters, noCounters);

function addCounters(one: Counters, other: Counters): Counters {
  const series = { ...one.series };
  for (const [key, counts] of entriesOf(other.series))
    series[key] = addCounts(series[key] ?? noCounts, counts);
  const latencies = { ...one.latencies };
  for (const [key, histogram] of entriesOf(other.latencies))
    latencies[key] = addHistograms(latencies[key] ?? emptyHistogram, histogram);
  return { series, latencies };
}

const entriesOf = <Key extends string, Value>(
  record: Readonly<Partial<Record<Key, Value>>>,
): [Key, Value][] => Object.entries(record) as [Key, Value][];
