import fc from 'fast-check';
import { counterId, counterKeyOf } from '#domain/usage/counter';
import type { RawEvent } from '#domain/usage/raw-event';
import type { UsageStore } from '#domain/usage/usage-store';
import type { MemoryUsageStore } from '#test/memory-usage-store';
import { aRawEvent } from '#test/usage-events';

/** Counters as anybody can add them up who sees each event once, by the counter's id. */
export function expectedCounters(events: readonly RawEvent[]) {
  const distinct = new Map(
    events.map((event) => [`${event.projectId} ${event.meter} ${event.source} ${event.id}`, event]),
  );
  const counters = new Map<string, { events: number; bytes: number; measuredAt?: string }>();
  for (const event of distinct.values()) {
    const id = counterId(counterKeyOf(event));
    const before = counters.get(id) ?? { events: 0, bytes: 0 };
    counters.set(id, { ...countedBytes(before, event), events: before.events + 1 });
  }
  return Object.fromEntries(counters);
}

function countedBytes(
  before: { bytes: number; measuredAt?: string },
  { meter, bytes, time }: RawEvent,
) {
  if (meter === 'traffic') return { bytes: before.bytes + bytes };
  const rank = (sample: typeof before) =>
    `${sample.measuredAt ?? ''} ${String(sample.bytes).padStart(16, '0')}`;
  const sample = { bytes, measuredAt: time };
  return rank(sample) > rank(before) ? sample : before;
}

export const storedCounters = ({ counters }: MemoryUsageStore) =>
  Object.fromEntries(
    [...counters].map(([id, { events, bytes, measuredAt }]) => [
      id,
      { events, bytes, ...(measuredAt !== undefined && { measuredAt }) },
    ]),
  );

/** How many events a stretch of time holds decides how deep the tree grows. */
const spreadMs = fc.constantFrom(1, 900, 60_000, 3_600_000, 86_400_000, 3 * 86_400_000);

/** Events of two projects on both meters, each with an identity and a moment of its own. */
export const someEvents = (count: number): fc.Arbitrary<RawEvent[]> =>
  fc.tuple(spreadMs, fc.integer()).map(([spread, seed]) =>
    Array.from({ length: count }, (_, index) => {
      const dice = new Dice(seed + index * 7919);
      const at = Date.parse('2026-11-20T23:30:00.000Z') + dice.below(spread);
      return aRawEvent({
        id: `event-${index}`,
        projectId: dice.below(3) === 0 ? 'prj_B' : 'prj_A',
        meter: dice.below(5) === 0 ? 'storage' : 'traffic',
        bytes: dice.below(1_000_000_000),
        time: new Date(at).toISOString(),
        ...(dice.below(10) === 0 && { untimed: true }),
      });
    }),
  );

/** The same numbers for the same seed, cheaply. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 on. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * end);
  }
}

export function shuffled<T>(all: readonly T[], dice: Dice): T[] {
  const order = [...all];
  for (let at = order.length - 1; at > 0; at--) {
    const other = dice.below(at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

/** The store as several functions see it at once: each call takes its turn. */
export const inTurns = (store: UsageStore, scheduler: fc.Scheduler): UsageStore => ({
  readBuckets: (keys, consistency) =>
    scheduler.schedule(Promise.resolve()).then(() => store.readBuckets(keys, consistency)),
  readSamples: (keys) => scheduler.schedule(Promise.resolve()).then(() => store.readSamples(keys)),
  write: (change) => scheduler.schedule(Promise.resolve()).then(() => store.write(change)),
});
