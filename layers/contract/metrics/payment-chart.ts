import * as z from 'zod/mini';
import { addDays, type Day, startOfDay } from '#domain/calendar/day';
import type { BusinessMonth } from '#domain/monitoring/business-month';
import { countNames, measures } from '#domain/monitoring/counters';
import type { ChartQuery, PaymentChart } from '#domain/monitoring/payment-chart';
import type {
  DurationFigures,
  PaymentFigures,
  SeriesFigures,
} from '#domain/monitoring/payment-figures';
import * as part from '../parts.ts';
import { timeZone } from '../time-zone.ts';
import { businessMonthView, viewBusinessMonth } from './business-view.ts';

/** `2026-11-28T00:00:00Z`, or a day of the zone. */
const time = z
  .union([z.iso.datetime(), z.iso.date()])
  .check(z.refine((text) => /^2\d{3}-/.test(text), 'must be a time since 2000'));

export const chartQuery = z.strictObject({
  from: z.optional(time),
  to: z.optional(time),
  bucket: z.optional(z.enum(['hour', 'day'])),
  timeZone: z.optional(timeZone),
});

const dayMs = 86_400_000;

/**
 * The last 24 hours when nothing is said; by day what is longer than two. A day is included, as in
 * all lists.
 */
export function chartQueryFrom(
  { from, to, bucket, timeZone: zone }: z.infer<typeof chartQuery>,
  { now, sellersZone }: { now: Date; sellersZone: string },
): ChartQuery {
  const named = zone ?? sellersZone;
  const end = to === undefined ? now : endOf(to, named);
  const start = from === undefined ? new Date(end.getTime() - dayMs) : startOf(from, named);
  const isLong = end.getTime() - start.getTime() > 2 * dayMs;
  return { from: start, to: end, bucket: bucket ?? (isLong ? 'day' : 'hour'), timeZone: named };
}

const isDay = (text: string): text is Day => text.length === 'YYYY-MM-DD'.length;

const startOf = (text: string, zone: string): Date =>
  new Date(isDay(text) ? startOfDay(text, zone) : text);

const endOf = (text: string, zone: string): Date =>
  new Date(isDay(text) ? startOfDay(addDays(text, 1), zone) : text);

const amounts = ['volumeMinor', 'refundedMinor'] as const;
const shownCounts = countNames.filter(
  (name): name is Exclude<typeof name, (typeof amounts)[number]> =>
    !amounts.some((amount) => amount === name),
);

const seriesFigures = z.object({
  provider: part.providerName,
  method: part.method,
  currency: part.currency,
  counts: z.record(z.enum(shownCounts), z.int()),
  successRate: z.nullable(z.number()),
  /** Minor units of the currency. */
  volume: z.int(),
  refundedVolume: z.int(),
});

const seconds = z.nullable(z.number());

const durationFigures = z.object({
  measure: z.enum(measures),
  /** Null: all of them together. */
  provider: z.nullable(part.providerName),
  count: z.int(),
  averageSeconds: seconds,
  p50Seconds: seconds,
  p95Seconds: seconds,
  p99Seconds: seconds,
});

const figures = {
  series: z.array(seriesFigures),
  durations: z.array(durationFigures),
  preferredMethod: z.nullable(part.method),
};

const span = { from: part.timestamp, to: part.timestamp };

export const paymentFigures = z.object(figures);

export const chartPart = z.object({ ...span, ...figures });

export const paymentChart = z.object({
  ...span,
  bucket: z.enum(['hour', 'day']),
  timeZone: z.string(),
  data: z.array(chartPart),
  total: paymentFigures,
  business: z.array(businessMonthView),
});

export const viewPaymentChart = (
  { from, to, parts, total }: PaymentChart,
  { bucket, timeZone: zone }: Pick<ChartQuery, 'bucket' | 'timeZone'>,
  months: readonly BusinessMonth[],
): z.infer<typeof paymentChart> => ({
  from,
  to,
  bucket,
  timeZone: zone,
  data: parts.map((one) => ({ from: one.from, to: one.to, ...viewFigures(one) })),
  total: viewFigures(total),
  business: months.map(viewBusinessMonth),
});

const viewFigures = ({ series, durations, preferredMethod }: PaymentFigures) => ({
  series: series.map(viewSeries),
  durations: durations.map(viewDuration),
  preferredMethod: preferredMethod ?? null,
});

const viewSeries = ({ provider, method, currency, counts, successRate }: SeriesFigures) => ({
  provider,
  method,
  currency,
  counts: Object.fromEntries(shownCounts.map((name) => [name, counts[name]])) as Record<
    (typeof shownCounts)[number],
    number
  >,
  successRate: successRate === undefined ? null : Math.round(successRate * 10_000) / 10_000,
  volume: counts.volumeMinor,
  refundedVolume: counts.refundedMinor,
});

const viewDuration = ({ measure, provider, count, ...ms }: DurationFigures) => ({
  measure,
  provider: provider ?? null,
  count,
  averageSeconds: inSeconds(ms.meanMs),
  p50Seconds: inSeconds(ms.p50Ms),
  p95Seconds: inSeconds(ms.p95Ms),
  p99Seconds: inSeconds(ms.p99Ms),
});

/** To the millisecond. */
const inSeconds = (ms: number | undefined): number | null =>
  ms === undefined ? null : Math.round(ms) / 1000;
