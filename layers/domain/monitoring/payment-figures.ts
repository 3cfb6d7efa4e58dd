import type { Currency } from '#vocabulary/currencies';
import type { Method, ProviderName } from '../payments/payment.ts';
import {
  addCounts,
  type Counters,
  type Counts,
  type LatencyKey,
  type Measure,
  measures,
  noCounts,
  type SeriesKey,
  type Totals,
} from './counters.ts';
import {
  addHistograms,
  emptyHistogram,
  type Histogram,
  meanOf,
  percentileOf,
  sizeOf,
} from './histogram.ts';

/** What happened with one method of one provider, in one currency. */
export type SeriesFigures = {
  provider: ProviderName;
  method: Method;
  currency: Currency;
  counts: Counts;
  /** From 0 to 1; undefined while nothing is decided. */
  successRate?: number;
};

/** How long something took, at one provider, or at all of them together. */
export type DurationFigures = {
  measure: Measure;
  provider?: ProviderName;
  count: number;
  meanMs?: number;
  /** Each undefined when there are too few durations to say. */
  p50Ms?: number;
  p95Ms?: number;
  p99Ms?: number;
};

export type PaymentFigures = {
  series: SeriesFigures[];
  durations: DurationFigures[];
  /** By which most payments were completed, of all providers and currencies; undefined without any. */
  preferredMethod?: Method;
};

/** Payments that failed and whose money has not come since. */
const failuresOf = ({ failed, recovered }: Pick<Counts, 'failed' | 'recovered'>): number =>
  Math.max(0, failed - recovered);

/**
 * The share of what is decided that was paid: who cancels or never pays has not failed, and what is
 * open may still be paid.
 */
export function successRateOf(
  counts: Pick<Counts, 'completed' | 'failed' | 'recovered'>,
): number | undefined {
  const decided = counts.completed + failuresOf(counts);
  return decided === 0 ? undefined : counts.completed / decided;
}

/** Every series and measure in which something happened, sorted. */
export const figuresOf = ({ series, latencies }: Counters): PaymentFigures => ({
  series: entriesOf<SeriesKey, Counts>(series).map(([key, counts]) => {
    const [provider, method, currency] = key.split('#') as [ProviderName, Method, Currency];
    return { provider, method, currency, counts, successRate: successRateOf(counts) };
  }),
  durations: measures.flatMap((measure) => durationsOf(latencies, measure)),
  preferredMethod: preferredMethodOf(series),
});

/** Of two that are used as often, the first by name. */
function preferredMethodOf(series: Counters['series']): Method | undefined {
  const completed = new Map<Method, number>();
  for (const [key, counts] of entriesOf<SeriesKey, Counts>(series)) {
    const method = key.split('#')[1] as Method;
    completed.set(method, (completed.get(method) ?? 0) + counts.completed);
  }
  const [first] = [...completed]
    .filter(([, count]) => count > 0)
    .sort(([one, more], [other, less]) => less - more || (one < other ? -1 : 1));
  return first?.[0];
}

/** All providers first: percentiles of providers cannot be averaged, only their buckets be added. */
function durationsOf(latencies: Counters['latencies'], measure: Measure): DurationFigures[] {
  const own = entriesOf<LatencyKey, Histogram>(latencies).filter(([key]) =>
    key.startsWith(`${measure}#`),
  );
  if (own.length === 0) return [];
  const all = own.map(([, histogram]) => histogram).reduce(addHistograms, emptyHistogram);
  return [
    { measure, ...statisticsOf(all) },
    ...own.map(([key, histogram]) => ({
      measure,
      provider: key.slice(measure.length + 1) as ProviderName,
      ...statisticsOf(histogram),
    })),
  ];
}

const statisticsOf = (histogram: Histogram) => ({
  count: sizeOf(histogram),
  meanMs: meanOf(histogram),
  p50Ms: percentileOf(histogram, 0.5),
  p95Ms: percentileOf(histogram, 0.95),
  p99Ms: percentileOf(histogram, 0.99),
});

/** The shop in one line. */
export type PaymentSummary = {
  /** Payments that were asked for. */
  total: number;
  succeeded: number;
  failed: number;
  successRate?: number;
  averageResponseMs?: number;
  updatedAt?: string;
};

/** Counts of payments may be added across currencies; amounts may not, and are not here. */
export function summaryOf(totals: Totals): PaymentSummary {
  const counts = entriesOf<SeriesKey, Counts>(totals.series)
    .map(([, one]) => one)
    .reduce(addCounts, noCounts);
  const response = durationsOf(totals.latencies, 'response')[0];
  return {
    total: counts.initiated,
    succeeded: counts.completed,
    failed: failuresOf(counts),
    successRate: successRateOf(counts),
    averageResponseMs: response?.meanMs,
    updatedAt: totals.updatedAt,
  };
}

const entriesOf = <Key extends string, Value>(
  record: Readonly<Partial<Record<Key, Value>>>,
): [Key, Value][] =>
  (Object.entries(record) as [Key, Value][]).toSorted(([a], [b]) => (a < b ? -1 : 1));
