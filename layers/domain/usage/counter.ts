import type { Day } from '../calendar/day.ts';
import type { RawEvent } from './raw-event.ts';
import type { Meter } from './usage-event.ts';

/** A project's day on one meter. Day and month are the customer's own, by its time zone. */
export type CounterKey = { customerId: string; meter: Meter; projectId: string; day: Day };

/** A measurement; of those of a day the newest stays. ISO 8601 UTC. */
export type Sample = { measuredAt: string; bytes: number };

/** What a day's counter says. `bytes` is the sum on `traffic`, the newest sample on `storage`. */
export type Counter = CounterKey & { events: number; bytes: number; measuredAt?: string };

/** What one transaction does to a counter; no sample when a newer one is there. */
export type CounterChange = CounterKey &
  (
    | { kind: 'sum'; events: number; bytes: number }
    | { kind: 'gauge'; events: number; sample?: Sample }
  );

export const counterId = ({ customerId, meter, projectId, day }: CounterKey): string =>
  [customerId, meter, projectId, day].join('#');

export const counterKeyOf = ({ customerId, meter, projectId, day }: RawEvent): CounterKey => ({
  customerId,
  meter,
  projectId,
  day,
});

/** Whichever came first, the same one wins: the later measurement; the larger of the same moment. */
export const isNewer = (one: Sample, other: Sample | undefined): boolean =>
  other === undefined ||
  one.measuredAt > other.measuredAt ||
  (one.measuredAt === other.measuredAt && one.bytes > other.bytes);

/** What these events, each new, do to their counters. Samples are those stored, by counter's id. */
export function counterChanges(
  events: readonly RawEvent[],
  samples: ReadonlyMap<string, Sample>,
): CounterChange[] {
  const groups = Map.groupBy(events, (event) => counterId(counterKeyOf(event)));
  return [...groups].map(([id, group]) => changeOf(group, samples.get(id)));
}

function changeOf(group: readonly RawEvent[], stored: Sample | undefined): CounterChange {
  const key = counterKeyOf(group[0]!);
  switch (key.meter) {
    case 'traffic':
      return {
        ...key,
        kind: 'sum',
        events: group.length,
        bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    case 'storage': {
      const newest = group.map(sampleOf).reduce((a, b) => (isNewer(b, a) ? b : a));
      const sample = isNewer(newest, stored) ? newest : undefined;
      return { ...key, kind: 'gauge', events: group.length, sample };
    }
  }
}

const sampleOf = ({ time, bytes }: RawEvent): Sample => ({ measuredAt: time, bytes });
