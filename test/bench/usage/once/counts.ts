import { utcDay } from '#domain/calendar/day';
import { counterId } from '#domain/usage/counter';
import type { MeteredAccount, TimedEvent } from '../report-events.ts';

type Count = { events: number; bytes: number };
export type Counts = Map<string, Count>;

/** What each counter should say, added up by who knows every event, by the counter's id. */
export function countsOf(
  distinct: readonly TimedEvent[],
  accounts: readonly MeteredAccount[],
): Counts {
  const owners = new Map(accounts.flatMap(({ id, projectIds }) => projectIds.map((p) => [p, id])));
  return counted(distinct, ({ projectId, meter, time }) =>
    // The accounts' days are those of UTC.
    counterId({
      customerId: owners.get(projectId)!,
      meter,
      projectId,
      day: utcDay(Date.parse(time)),
    }),
  );
}

/**
 * What each project's month should say, by meter, project and month. What is stored stays stored: a
 * month without a measurement says what the month before it did.
 */
export function countsByMonth(distinct: readonly TimedEvent[], months: readonly string[]): Counts {
  const nameOf = (meter: string, projectId: string, month: string) =>
    [meter, projectId, month].join('#');
  const counts = counted(distinct, ({ meter, projectId, time }) =>
    nameOf(meter, projectId, time.slice(0, 'YYYY-MM'.length)),
  );
  const projectIds = new Set(distinct.map(({ projectId }) => projectId));
  for (const [index, month] of months.entries())
    for (const projectId of projectIds) {
      const before = counts.get(nameOf('storage', projectId, months[index - 1] ?? ''));
      const own = nameOf('storage', projectId, month);
      if (before && !counts.has(own)) counts.set(own, { events: 0, bytes: before.bytes });
    }
  return counts;
}

/** Traffic adds up; of storage the newest measurement stays, of two at once the larger. */
function counted(events: readonly TimedEvent[], nameOf: (event: TimedEvent) => string): Counts {
  const groups = Map.groupBy(events, nameOf);
  return new Map(
    [...groups].map(([name, group]) => [name, { events: group.length, bytes: bytesOf(group) }]),
  );
}

function bytesOf(group: readonly TimedEvent[]): number {
  if (group[0]!.meter === 'traffic') return group.reduce((sum, { bytes }) => sum + bytes, 0);
  return group
    .toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time) || a.bytes - b.bytes))
    .at(-1)!.bytes;
}
