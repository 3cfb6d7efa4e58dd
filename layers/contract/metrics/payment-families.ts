import {
  type Counters,
  type CountName,
  type Counts,
  countNames,
  type LatencyKey,
  type Measure,
  measures,
  noCounts,
  type SeriesKey,
} from '#domain/monitoring/counters';
import { boundMs, bucketOf, emptyHistogram, type Histogram } from '#domain/monitoring/histogram';
import type { Histogram as Classes, Family, Labels } from './exposition.ts';

/** Statuses that a payment is in, and what else happened to it, as a label says it. */
const statusOf: Partial<Record<CountName, string>> = Object.fromEntries(
  countNames
    .filter((name) => !name.endsWith('Minor'))
    .map((name) => [name, name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
);

const durationNames: Record<Measure, { name: string; help: string; labels?: Labels }> = {
  response: {
    name: 'peage_provider_request_duration_seconds',
    help: 'From a request to pay until our answer, with the time that the provider took.',
    labels: { operation: 'initiate' },
  },
  settling: {
    name: 'peage_settling_seconds',
    help: 'From the notification of a provider until the payment is settled.',
  },
  acknowledgement: {
    name: 'peage_acknowledgement_seconds',
    help: 'From the arrival of a provider’s notification until it is kept and acknowledged.',
  },
  invoicing: {
    name: 'peage_invoice_lag_seconds',
    help: 'From the payment until its invoice is issued.',
  },
  drawing: { name: 'peage_document_drawing_seconds', help: 'Drawing of a document.' },
};

/**
 * Everything that is counted of payments, since the first one. What the shop offers is there from the
 * start, with zeros: from a series that begins at one, nobody sees its first failure.
 */
export function paymentFamilies(counters: Counters, offered: readonly SeriesKey[]): Family[] {
  const providers = new Set(offered.map((key) => key.split('#')[0]!));
  const series = {
    ...Object.fromEntries(offered.map((key) => [key, noCounts])),
    ...counters.series,
  };
  const all = (Object.entries(series) as [SeriesKey, Counts][]).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return [
    {
      name: 'peage_payments_total',
      help: 'Payments by what happened to them; each counts once for each status that it had.',
      type: 'counter',
      samples: all.flatMap(([key, counts]) =>
        (Object.entries(statusOf) as [CountName, string][]).map(([name, status]) => ({
          labels: { ...labelsOf(key), status },
          value: counts[name],
        })),
      ),
    },
    volumes('peage_payment_volume_minor_units_total', 'Money that was paid', 'volumeMinor', all),
    volumes('peage_refund_volume_minor_units_total', 'Money given back', 'refundedMinor', all),
    ...measures.map((measure) => durations(measure, counters.latencies, providers)),
  ];
}

const volumes = (
  name: string,
  help: string,
  count: CountName,
  series: readonly [SeriesKey, Counts][],
): Family => ({
  name,
  help: `${help}, in minor units of the currency: never add those of two currencies.`,
  type: 'counter',
  samples: series.map(([key, counts]) => ({ labels: labelsOf(key), value: counts[count] })),
});

function labelsOf(key: SeriesKey): Labels {
  const [provider, method, currency] = key.split('#') as [string, string, string];
  return { provider, method, currency };
}

function durations(
  measure: Measure,
  latencies: Counters['latencies'],
  offered: ReadonlySet<string>,
): Family {
  const { name, help, labels } = durationNames[measure];
  const measured = Object.keys(latencies)
    .filter((key) => key.startsWith(`${measure}#`))
    .map((key) => key.slice(measure.length + 1));
  return {
    name,
    help,
    type: 'histogram',
    histograms: [...new Set([...offered, ...measured])].sort().map((provider) => ({
      labels: { provider, ...labels },
      ...classesOf(latencies[`${measure}#${provider}` as LatencyKey] ?? emptyHistogram),
    })),
  };
}

/**
 * The classes that are published: the bounds of stored buckets next above these, so that what is
 * below each is known exactly. Two and ten seconds are such bounds themselves.
 */
const published = [50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 600_000].map(
  bucketOf,
);

function classesOf({ buckets, sumMs }: Histogram): Omit<Classes, 'labels'> {
  const stored = Object.entries(buckets).map(([bucket, count]) => [Number(bucket), count] as const);
  const between = (above: number, upTo: number): number =>
    stored.reduce(
      (sum, [bucket, count]) => sum + (bucket > above && bucket <= upTo ? count : 0),
      0,
    );
  return {
    classes: published.map((bucket, index) => ({
      boundSeconds: Number((boundMs(bucket) / 1000).toPrecision(4)),
      count: between(published[index - 1] ?? Number.NEGATIVE_INFINITY, bucket),
    })),
    longer: between(published.at(-1)!, Number.POSITIVE_INFINITY),
    sumSeconds: sumMs / 1000,
  };
}
