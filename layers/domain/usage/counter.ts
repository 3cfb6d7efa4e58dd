import type { Day } from '../calendar/day.ts';
import type { RawEvent } from './raw-event.ts';
import type { Meter } from './usage-event.ts';

/** A project's day on one meter. Day and month are in the customer's time zone. */
export type CounterKey = { customerId: string; meter: Meter; projectId: string; day: Day };

/** A measurement; the newest of a day is kept. ISO 8601 UTC. */
export type Sample = { measuredAt: string; bytes: number };

/** A day's counter. `bytes` is the sum for `traffic`, the newest sample for `storage`. */
export type Counter = CounterKey & { events: number; bytes: number; measuredAt?: string };

/** A transaction's change to a counter; without a sample when a newer one is stored. */
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

/** Independent of the order of arrival: the later measurement wins, at one moment the larger. */
export const isNewer = (sample: Sample, other: Sample | undefined): boolean =>
  other === undefined ||
  sample.measuredAt > other.measuredAt ||
  (sample.measuredAt === other.measuredAt && sample.bytes > other.bytes);

/** What these new events change in their counters. Samples are the stored ones, by counter id. */
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
