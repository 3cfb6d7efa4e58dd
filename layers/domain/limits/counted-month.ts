import { addMonths, type Month } from '../calendar/month.ts';
import { type Counter, isNewer, type Sample } from '../usage/counter.ts';
import type { Meter } from '../usage/usage-event.ts';

export type CounterReader = {
  /** Every counter of a customer's month, as last written; only one meter's when it is named. */
  read(of: { customerId: string; month: Month; meter?: Meter }): AsyncIterable<Counter>;
};

export type ProjectBytes = { projectId: string; bytes: number };

/** A customer's month: each project's traffic, and its last known storage. */
export type CountedMonth = Record<Meter, ProjectBytes[]>;

/**
 * Adds up a customer's month. A project without a storage measurement in it keeps the last one of
 * the previous month, because stored bytes do not vanish at midnight.
 */
export async function readCountedMonth(
  counters: CounterReader,
  { customerId, month }: { customerId: string; month: Month },
): Promise<CountedMonth> {
  const [ofMonth, ofMonthBefore] = await Promise.all([
    sumUp(counters.read({ customerId, month })),
    sumUp(counters.read({ customerId, month: addMonths(month, -1), meter: 'storage' })),
  ]);
  const gauges = new Map([...ofMonthBefore.gauges, ...ofMonth.gauges]);
  return {
    traffic: byProject(ofMonth.sums, (bytes) => bytes),
    storage: byProject(gauges, ({ bytes }) => bytes),
  };
}

export const totalOf = (projects: readonly ProjectBytes[]): number =>
  projects.reduce((sum, { bytes }) => sum + bytes, 0);

type Sums = { sums: Map<string, number>; gauges: Map<string, Sample> };

async function sumUp(counters: AsyncIterable<Counter>): Promise<Sums> {
  const sums = new Map<string, number>();
  const gauges = new Map<string, Sample>();
  for await (const { meter, projectId, bytes, measuredAt } of counters)
    switch (meter) {
      case 'traffic':
        sums.set(projectId, (sums.get(projectId) ?? 0) + bytes);
        break;
      case 'storage': {
        const sample = measuredAt === undefined ? undefined : { measuredAt, bytes };
        if (sample && isNewer(sample, gauges.get(projectId))) gauges.set(projectId, sample);
        break;
      }
    }
  return { sums, gauges };
}

const byProject = <Kept>(
  kept: ReadonlyMap<string, Kept>,
  bytesOf: (one: Kept) => number,
): ProjectBytes[] =>
  [...kept]
    .map(([projectId, project]) => ({ projectId, bytes: bytesOf(project) }))
    .sort((a, b) => (a.projectId < b.projectId ? -1 : 1));
