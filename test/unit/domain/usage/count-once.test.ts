import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { countEvents } from '#domain/usage/count-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { KillSwitch, ProcessKilled } from '#test/crash';
import { MemoryUsageStore } from '#test/memory-usage-store';
import {
  Dice,
  expectedCounters,
  inTurns,
  shuffled,
  someEvents,
  storedCounters,
} from './counting.ts';

const pause = async () => {};

/** Each event, some of them several times, in any order, in batches of any size. */
function deliveries(events: readonly RawEvent[], seed: number): RawEvent[][] {
  const dice = new Dice(seed);
  const copies = events.flatMap((event) => Array<RawEvent>(1 + dice.below(3)).fill(event));
  const open = shuffled(copies, dice);
  const batches: RawEvent[][] = [];
  while (open.length > 0) batches.push(open.splice(0, 1 + dice.below(open.length)));
  return batches;
}

const someDeliveries = (count: number) =>
  fc
    .tuple(someEvents(count), fc.integer())
    .map(([events, seed]) => ({ events, batches: deliveries(events, seed) }));

test('in any order, repeated and split in any way, each event is counted once, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(someDeliveries(600), async ({ events, batches }) => {
      const store = new MemoryUsageStore();
      const usage = new SealedBuckets(store);
      let counted = 0;
      let repeated = 0;
      for (const batch of batches) {
        const tally = await countEvents({ usage, pause }, batch);
        counted += tally.counted;
        repeated += tally.duplicates;
        expect(tally.conflicts).toBe(0);
      }
      expect(storedCounters(store)).toEqual(expectedCounters(events));
      expect(counted).toBe(events.length);
      expect(repeated).toBe(batches.flat().length - events.length);
    }),
    { numRuns: 40 },
  );
});

/** Takes batches until none is left; one that dies with its batch is followed by another. */
async function work(
  store: MemoryUsageStore,
  queue: RawEvent[][],
  scheduler: fc.Scheduler,
  seed: number,
) {
  const dice = new Dice(seed);
  let usage = new SealedBuckets(inTurns(store, scheduler));
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    const call = 1 + dice.below(40);
    const when = dice.below(2) === 0 ? 'before' : 'after';
    const mayDie = dice.below(3) > 0;
    const doom = new KillSwitch(mayDie ? { call, when } : undefined);
    try {
      await countEvents({ usage: doom.watch(usage), pause }, batch);
    } catch (error) {
      if (!(error instanceof ProcessKilled)) throw error;
      queue.push(batch);
      usage = new SealedBuckets(inTurns(store, scheduler));
    }
  }
}

test('two that count at once, and die between any two calls, count each event once', async () => {
  await fc.assert(
    fc.asyncProperty(
      someDeliveries(300),
      fc.scheduler(),
      fc.integer(),
      async ({ events, batches }, scheduler, seed) => {
        const store = new MemoryUsageStore();
        const queue = [...batches];
        const workers = [1, 2].map((number) => work(store, queue, scheduler, seed + number));
        await scheduler.waitFor(Promise.all(workers));
        expect(storedCounters(store)).toEqual(expectedCounters(events));
      },
    ),
    { numRuns: 60 },
  );
});

/** More for whoever has time: USAGE_EVENTS. The bench sends 200 000 through the local cloud. */
const eventsWanted = Number(process.env.USAGE_EVENTS ?? 5_000);

test(`${eventsWanted} events with a fifth of duplicates, in batches of 100 by two at once: once each`, async () => {
  const [events] = fc.sample(someEvents(eventsWanted), { numRuns: 1, seed: 42 });
  const dice = new Dice(42);
  const duplicates = Array.from(
    { length: eventsWanted / 5 },
    () => events![dice.below(eventsWanted)]!,
  );
  const order = shuffled([...events!, ...duplicates], dice);
  const queue = Array.from({ length: Math.ceil(order.length / 100) }, (_, index) =>
    order.slice(index * 100, (index + 1) * 100),
  );
  const store = new MemoryUsageStore();
  await Promise.all(
    [1, 2].map(async () => {
      const usage = new SealedBuckets(store);
      for (let batch = queue.shift(); batch; batch = queue.shift())
        await countEvents({ usage, pause: () => sleep(dice.below(3)) }, batch);
    }),
  );
  expect(storedCounters(store)).toEqual(expectedCounters(events!));
});
