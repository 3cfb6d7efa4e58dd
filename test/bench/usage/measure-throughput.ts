import { control } from '#test/cloud';
import { inParallel } from '../../simulation/in-parallel.ts';
import { diceFor } from '../../simulation/plan/dice.ts';
import type { Watch } from '../cloud/watch.ts';
import { metered } from '../cost/metered.ts';
import { sum } from '../statistics.ts';
import { aggregator } from './feed-by-hand.ts';
import { type EventPrice, priceOf, usageAtRest } from './price-events.ts';
import { type MeteredAccount, report } from './report-events.ts';
import { backMs, Traffic } from './traffic.ts';

export type ThroughputMeasures = {
  events: number;
  batchSize: number;
  inFlight: number;
  acceptedPerSecond: number;
  /** From the first request to the last transaction, the queue's window included. */
  countedPerSecond: number;
  /** Messages in one invocation of the aggregator, on average. */
  together: number;
  /** In the batches that the queue made of it. */
  price: EventPrice;
};

const batchSize = 100;
const inFlight = 4;

/** Sends events of all projects as fast as answers come, and waits until they are counted. */
export async function measureThroughput(
  watch: Watch,
  { key, projectIds }: MeteredAccount,
  { requests, seed }: { requests: number; seed: string },
): Promise<ThroughputMeasures> {
  const traffic = projectIds.map(
    (id, index) => new Traffic(id, diceFor(seed, 'throughput', index), Date.now() - backMs),
  );
  const batches = Array.from({ length: requests }, (_, index) =>
    traffic[index % traffic.length]!.batch(batchSize),
  );
  await warmUp(key);
  const tookMs = { accepting: 0, counting: 0 };
  let together = 0;
  const counts = await metered(async () => {
    watch.restart();
    const startedAt = performance.now();
    let accepted = 0;
    await inParallel(batches, inFlight, async (batch) => {
      const taken = await report(key, batch);
      accepted += taken;
    });
    tookMs.accepting = performance.now() - startedAt;
    together = await countedTogether(watch, accepted);
    tookMs.counting = performance.now() - startedAt;
  }, usageAtRest);
  const events = requests * batchSize;
  return {
    ...{ events, batchSize, inFlight, together },
    acceptedPerSecond: (events / tookMs.accepting) * 1000,
    countedPerSecond: (events / tookMs.counting) * 1000,
    price: priceOf(counts, [], events),
  };
}

/** With nothing to take in, and nothing to count. */
async function warmUp(key: MeteredAccount['key']): Promise<void> {
  await Promise.all(Array.from({ length: inFlight }, () => report(key, [])));
  await control('POST', `/functions/${encodeURIComponent(aggregator)}/invoke`, { Records: [] });
  await usageAtRest();
}

type Counted = { messages: number; counted: number; duplicates: number };

const countedWithinMs = 10 * 60_000;

/**
 * Waits until so many events have been counted, or found to be counted already.
 *
 * @returns how many messages an invocation had on average.
 */
const countedTogether = (watch: Watch, events: number): Promise<number> =>
  watch.until(
    (seen) => {
      const lines = seen
        .filter(({ line }) => line.function === aggregator && line.text.includes('"usage counted"'))
        .map(({ line }) => JSON.parse(line.text) as Counted);
      const done = sum(lines.map(({ counted, duplicates }) => counted + duplicates));
      return done >= events && sum(lines.map(({ messages }) => messages)) / lines.length;
    },
    'what was accepted is not counted',
    countedWithinMs,
  );
