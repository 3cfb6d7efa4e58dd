import { addDays, dayAt, startOfDay } from '../calendar/day.ts';
import type { Span } from '../calendar/month.ts';
import { InvalidRequestError } from '../errors.ts';
import type { CounterReader } from './counter-store.ts';
import { type Hour, hourMs, sumOf } from './counters.ts';
import { figuresOf, type PaymentFigures } from './payment-figures.ts';

export type ChartQuery = {
  from: Date;
  to: Date;
  bucket: 'hour' | 'day';
  /** IANA name: in whose calendar days begin. */
  timeZone: string;
};

/** One bar of a chart: half open, ISO 8601 UTC. */
type ChartPart = { from: string; to: string } & PaymentFigures;

export type PaymentChart = {
  from: string;
  to: string;
  /** Without gaps, in order of time: also what is empty. */
  parts: ChartPart[];
  /** All of them together. */
  total: PaymentFigures;
};

/** 31 days with one of 25 hours; a leap year. */
const partsMax = { hour: 745, day: 366 } as const;

/**
 * Reads what happened by hour or by day of the zone's calendar: a day in which the clocks change has
 * 23 or 25 hours. The first and the last part are whole ones.
 *
 * Counters are kept by hours of UTC. Where a zone is half an hour off, an hour belongs to the part in
 * which it begins.
 *
 * @throws InvalidRequestError when the time is turned round, or holds too many parts.
 */
export async function chartPayments(
  counters: Pick<CounterReader, 'hours'>,
  query: ChartQuery,
): Promise<PaymentChart> {
  const spans = partsOf(query);
  const [from, to] = [spans[0]!.from, spans.at(-1)!.to];
  const hours = await counters.hours(new Date(from), new Date(to));
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    parts: spans.map((span) => partOf(span, hours)),
    total: figuresOf(sumOf(hours)),
  };
}

function partOf({ from, to }: Span, hours: readonly Hour[]): ChartPart {
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const own = hours.filter(({ at }) => at >= start && at < end);
  return { from: start, to: end, ...figuresOf(sumOf(own)) };
}

function partsOf({ from, to, bucket, timeZone }: ChartQuery): Span[] {
  if (from >= to) throw new InvalidRequestError('“to” must be later than “from”.');
  const partMs = bucket === 'hour' ? hourMs : 24 * hourMs;
  // Before counting them one by one: a thousand years would take a while.
  const about = (to.getTime() - from.getTime()) / partMs - 1;
  const spans = about > partsMax[bucket] ? [] : spansOf({ from, to, bucket, timeZone });
  if (spans.length === 0 || spans.length > partsMax[bucket])
    throw new InvalidRequestError(
      bucket === 'hour'
        ? 'By hour, at most 31 days can be read at once: ask for less, or by day.'
        : 'By day, at most a year can be read at once.',
    );
  return spans;
}

const spansOf = ({ from, to, bucket, timeZone }: ChartQuery): Span[] =>
  bucket === 'hour'
    ? hoursBetween(from.getTime(), to.getTime())
    : daysBetween(from.getTime(), to.getTime(), timeZone);

function hoursBetween(from: number, to: number): Span[] {
  const first = Math.floor(from / hourMs) * hourMs;
  const count = Math.ceil((to - first) / hourMs);
  return Array.from({ length: count }, (_, index) => ({
    from: first + index * hourMs,
    to: first + (index + 1) * hourMs,
  }));
}

/** A day that the zone skipped has no part. */
function daysBetween(from: number, to: number, timeZone: string): Span[] {
  const spans: Span[] = [];
  let day = dayAt(from, timeZone);
  for (let start = startOfDay(day, timeZone); start < to; ) {
    day = addDays(day, 1);
    const end = startOfDay(day, timeZone);
    if (end > start) spans.push({ from: start, to: end });
    start = end;
  }
  return spans;
}
