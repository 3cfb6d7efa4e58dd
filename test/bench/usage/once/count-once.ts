import { utcDay } from '#domain/calendar/day';
import { serverKey } from '#test/callers';
import { control } from '#test/cloud';
import { inParallel } from '../../../simulation/in-parallel.ts';
import { diceFor } from '../../../simulation/plan/dice.ts';
import { engineClients } from '../../cloud/engine-clients.ts';
import { sum } from '../../statistics.ts';
import { aggregator } from '../feed-by-hand.ts';
import { aMeteredAccount, report, type TimedEvent } from '../report-events.ts';
import { compareCounts, type Differences } from './compare-counts.ts';
import { type Deliveries, planDeliveries } from './plan-deliveries.ts';
import { emptyQueue, type ReceiveDays, replayQueue } from './replay-queue.ts';
import { beginStrikes, type StrikeCounts } from './strikes.ts';

export type OnceSamples = {
  /** Sent, a fifth of repetitions among them. */
  events: number;
  /** Events of a request, on average. */
  batchSize: number;
  /** How old they are at most. */
  days: number;
  /** Functions that die and calls that fail, at most. */
  strikes: StrikeCounts;
};

export type OnceMeasures = Trouble & {
  seed: string;
  sent: number;
  distinct: number;
  requests: number;
  seconds: number;
  differences: Differences;
};

/** What happened beside the sending. */
type Trouble = {
  strikes: StrikeCounts;
  deadLetters: number;
  /** Events that the queue brought again. */
  replayed: number;
};

const customers = 3;
const projectsEach = 2;
const inFlight = 4;

/** Of the objects of raw events. */
const replayedShare = 0.1;

/**
 * Sends events in no order and a fifth of them again, while functions die and calls fail; then holds
 * what was counted against what was sent.
 *
 * What is sent follows from the seed; what is struck depends on the machine's pace too.
 *
 * @throws Error when nothing was struck, for then nothing is proved.
 */
export async function countOnce(seed: string, samples: OnceSamples): Promise<OnceMeasures> {
  const startedAt = new Date();
  const accounts = await Promise.all(
    Array.from({ length: customers }, () => aMeteredAccount(projectsEach)),
  );
  const projectIds = accounts.flatMap((account) => account.projectIds);
  const plan = planDeliveries(diceFor(seed, 'events'), { ...samples, projectIds, now: startedAt });
  const days = () => ({ first: utcDay(startedAt), last: utcDay(new Date()) });
  const trouble = await deliver(plan, { seed, most: samples.strikes, days });
  if (trouble.strikes.aggregator === 0) throw new Error('the aggregator was never struck');
  return {
    ...trouble,
    seed,
    sent: sum([...plan.first, ...plan.later].map(({ length }) => length)),
    distinct: plan.distinct.length,
    requests: plan.first.length + plan.later.length,
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    differences: await compareCounts(engineClients(), { ...plan, accounts, days: days() }),
  };
}

type Delivering = { seed: string; most: StrikeCounts; days: () => ReceiveDays };

/** First what is new; once it is counted, old messages again and the late repetitions. */
async function deliver(
  { first, later }: Deliveries,
  { seed, most, days }: Delivering,
): Promise<Trouble> {
  const { headers: key } = await serverKey(['usage:write']);
  const send = (batches: readonly TimedEvent[][]) =>
    inParallel(batches, inFlight, async (batch) => {
      await report(key, batch);
    });
  const striking = beginStrikes(seed, most);
  let deadLetters = 0;
  let replayed = 0;
  try {
    await send(first);
    deadLetters += await emptyQueue();
    // Whoever counts the rest remembers nothing.
    await control('POST', `/functions/${encodeURIComponent(aggregator)}/recycle`);
    const dice = diceFor(seed, 'replays');
    replayed = await replayQueue(engineClients(), dice, { days: days(), share: replayedShare });
    await send(later);
    deadLetters += await emptyQueue();
  } finally {
    await striking.end();
  }
  deadLetters += await emptyQueue();
  return { strikes: await striking.end(), deadLetters, replayed };
}
