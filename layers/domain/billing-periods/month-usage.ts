import { addDays, startOfDay } from '../calendar/day.ts';
import { daysOf, type Month, type Span, spanOf } from '../calendar/month.ts';
import { isNewer, type Sample } from '../usage/counter.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { CustomerRecount } from './customer-recount.ts';
import { countersOfMonth } from './recount-events.ts';

/**
 * A project's usage of a meter in a month, in whole numbers: bytes of traffic; byte-milliseconds of
 * storage, where a GB-hour is 10^9 × 3 600 000.
 */
export type ProjectUsage = {
  meter: Meter;
  projectId: string;
  amount: bigint;
  /** The same by the customer's calendar day, without empty days. */
  days: Record<string, bigint>;
};

export type MonthUsage = {
  month: Month;
  span: Span;
  projects: ProjectUsage[];
  /** Each project's last storage sample before the month's end, where the next month starts. */
  gauges: Record<string, Sample>;
};

export type UsageSource = {
  recount: CustomerRecount | undefined;
  /** Samples from before the recounted time. */
  carried: Record<string, Sample>;
  timeZone: string;
  /** When projects were archived, in ms since 1970; from then on they store nothing. */
  archivedAt: ReadonlyMap<string, number>;
};

export function usageOfMonth(month: Month, source: UsageSource): MonthUsage {
  const span = spanOf(month, source.timeZone);
  const samples = samplesBefore(span.to, source);
  const gauges = [...samples].flatMap(([id, list]) => {
    const last = list.at(-1);
    const isOver = (source.archivedAt.get(id) ?? Number.POSITIVE_INFINITY) <= span.to;
    return last && !isOver ? [[id, last] as const] : [];
  });
  const projects = [...trafficOf(month, source.recount), ...storageOf(month, samples, source)];
  return { month, span, projects, gauges: Object.fromEntries(gauges) };
}

function trafficOf(month: Month, recount: CustomerRecount | undefined): ProjectUsage[] {
  const counters = countersOfMonth(recount, month).filter(({ meter }) => meter === 'traffic');
  return [...Map.groupBy(counters, ({ projectId }) => projectId)].map(([projectId, group]) =>
    withAmount({
      meter: 'traffic',
      projectId,
      days: group.map(({ day, bytes }) => [day, BigInt(bytes)]),
    }),
  );
}

/** By project, in order of time. */
function samplesBefore(to: number, { recount, carried }: UsageSource): Map<string, Sample[]> {
  const projectIds = new Set([...Object.keys(carried), ...(recount?.samples.keys() ?? [])]);
  return new Map(
    [...projectIds].map((id) => {
      const known = recount?.samples.get(id) ?? [];
      const all = carried[id] ? [carried[id], ...known] : known;
      const before = all.filter(({ measuredAt }) => Date.parse(measuredAt) < to);
      return [id, before.toSorted((a, b) => (isNewer(a, b) ? 1 : -1))];
    }),
  );
}

function storageOf(
  month: Month,
  samples: ReadonlyMap<string, readonly Sample[]>,
  { timeZone, archivedAt }: UsageSource,
): ProjectUsage[] {
  const spans = daysOf(month).map((day) => ({
    day,
    from: startOfDay(day, timeZone),
    to: startOfDay(addDays(day, 1), timeZone),
  }));
  return [...samples].map(([projectId, list]) => {
    const end = archivedAt.get(projectId) ?? Number.POSITIVE_INFINITY;
    const levels = steps(list);
    return withAmount({
      meter: 'storage',
      projectId,
      days: spans.map(({ day, from, to }) => [
        day,
        byteMilliseconds(levels, { from, to: Math.min(to, end) }),
      ]),
    });
  });
}

/** From `at`, in ms since 1970, this many bytes are stored. */
export type Step = { at: number; bytes: number };

const steps = (samples: readonly Sample[]): Step[] =>
  samples.map(({ measuredAt, bytes }) => ({ at: Date.parse(measuredAt), bytes }));

/** Storage weighted by time: each step holds until the next; nothing before the first. */
export function byteMilliseconds(levels: readonly Step[], { from, to }: Span): bigint {
  let total = 0n;
  for (const [index, { at, bytes }] of levels.entries()) {
    const start = Math.max(at, from);
    const end = Math.min(levels[index + 1]?.at ?? to, to);
    if (end > start) total += BigInt(bytes) * BigInt(end - start);
  }
  return total;
}

function withAmount({
  days,
  ...project
}: Pick<ProjectUsage, 'meter' | 'projectId'> & { days: [string, bigint][] }): ProjectUsage {
  const used = days.filter(([, amount]) => amount > 0n);
  const amount = used.reduce((sum, [, bytes]) => sum + bytes, 0n);
  return { ...project, amount, days: Object.fromEntries(used) };
}
