import { setTimeout as sleep } from 'node:timers/promises';
import { control } from '#test/cloud';
import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import { diceFor } from '../../simulation/plan/dice.ts';
import type { Watch } from '../cloud/watch.ts';
import {
  type BilledLine,
  billedLines,
  pollsOf,
  sharedAmong,
  usdOf,
} from '../cost/billed-operations.ts';
import { type Metered, metered, queuesAtRest } from '../cost/metered.ts';
import { aggregator, HandFeeding } from './feed-by-hand.ts';
import { aMeteredAccount, type MeteredAccount, report } from './report-events.ts';
import { backMs, Traffic } from './traffic.ts';

/** Of a million events sent, repetitions included. */
export type EventPrice = {
  usd: number;
  /** The dearest first. */
  lines: BilledLine[];
  /** Apart. */
  logsUsd: number;
};

/** By how many messages of the queue the aggregator takes together. */
const regimes = { alone: 1, tenTogether: 10 } as const;
type Regime = keyof typeof regimes;

/** Requests by how many events one of them has. */
export type PricedRequests = Readonly<Record<number, number>>;
export type EventPrices = Record<Regime, Record<number, EventPrice>>;

const watcher = 'usage/watch-limits';

/** 128 distinct events: a bucket is written whole at each write, until it is sealed with 256. */
const halfFull = 160;

/** Prices one project's events, by how many there are in a request and in the aggregator's batch. */
export async function priceEvents(
  watch: Watch,
  requests: PricedRequests,
  seed: string,
): Promise<EventPrices> {
  const sizes = Object.keys(requests).map(Number);
  const account = await aMeteredAccount(Object.keys(regimes).length * sizes.length);
  const traffic = account.projectIds.map(
    (id, index) => new Traffic(id, diceFor(seed, 'price', index), Date.now() - backMs),
  );
  const fill = (each: readonly Traffic[]) =>
    Promise.all(each.map((one) => report(account.key, one.batch(halfFull))));
  const [first, ...others] = traffic;
  return HandFeeding.during(
    watch,
    () => fill([first!]),
    async (feeding) => {
      await fill(others);
      await feeding.feed(regimes.tenTogether);
      await streamAtRest();
      const prices: EventPrices = { alone: {}, tenTogether: {} };
      for (const regime of Object.keys(regimes) as Regime[])
        for (const size of sizes) {
          const run = { account, traffic: traffic.pop()!, size, requests: requests[size]! };
          prices[regime][size] = await priceRun(feeding, run, regimes[regime]);
        }
      return prices;
    },
  );
}

type Run = { account: MeteredAccount; traffic: Traffic; size: number; requests: number };

async function priceRun(
  feeding: HandFeeding,
  { account, traffic, size, requests }: Run,
  together: number,
): Promise<EventPrice> {
  feeding.takeLines();
  const counted = await metered(async () => {
    for (let sent = 1; sent <= requests; sent++) {
      await report(account.key, traffic.batch(size));
      if (sent % together === 0 || sent === requests) await feeding.feed(together);
    }
  }, streamAtRest);
  return priceOf(counted, feeding.takeLines(), size * requests);
}

/** @param more what is billed and no call through the gateway. */
export function priceOf(
  { rows, logsUsd }: Metered,
  more: readonly BilledLine[],
  events: number,
): EventPrice {
  const messages = rows.find(
    (row) => row.function === 'usage/ingest-events' && row.operation === 'SendMessage',
  );
  const polls = pollsOf(rows, { [aggregator]: messages?.calls ?? 0 });
  const millions = events / 1e6;
  const lines = sharedAmong([...billedLines(rows, polls), ...more], millions);
  return { usd: usdOf(lines), lines, logsUsd: logsUsd / millions };
}

/** Three times as long as a stream that is idle is left alone. */
const quietMs = 150;

/** Waits until everything is counted, and held against limits too. */
export async function usageAtRest(): Promise<void> {
  await queuesAtRest();
  await streamAtRest();
}

async function streamAtRest(): Promise<void> {
  for (let before = -1; ; ) {
    const rows: MeterRow[] = await control('GET', '/meter');
    const calls = rows.find((row) => row.function === watcher && row.service === 'lambda')?.calls;
    if (before === (calls ?? 0)) return;
    before = calls ?? 0;
    await sleep(quietMs);
  }
}
