import { setTimeout as sleep } from 'node:timers/promises';
import { type AwsFault, awsFault } from '#test/trouble';
import { type Dice, diceFor } from '../../../simulation/plan/dice.ts';

/** An end that a function may meet, at one of the next so many calls of this kind. */
type Strike = AwsFault & { nthMost: number };

const keeping = { function: 'usage/aggregate-events', operation: 'PutObject', nthMost: 1 } as const;
const counting = { ...keeping, operation: 'TransactWriteItems', nthMost: 4 } as const;
const taking = { function: 'usage/ingest-events', operation: 'SendMessage', nthMost: 20 } as const;
const watching = { function: 'usage/watch-limits', operation: 'Query', nthMost: 3 } as const;

const strikes = {
  /** Between any two of the aggregator's writes. */
  aggregator: [
    { ...keeping, fault: 'killBefore' },
    { ...keeping, fault: 'killAfter' },
    { ...keeping, fault: 'failAfter' },
    { ...counting, fault: 'killBefore' },
    { ...counting, fault: 'killAfter' },
    { ...counting, fault: 'failAfter' },
    { ...counting, fault: 'throttle' },
    // More often than a client tries: the whole batch fails, and then its first message alone.
    { ...counting, fault: 'failBefore', times: 6 },
    { ...counting, operation: 'BatchGetItem', fault: 'killAfter' },
  ],
  /** Around the one write of ingestion, which clients repeat; and behind the stream. */
  others: [
    { ...taking, fault: 'killBefore' },
    { ...taking, fault: 'killAfter' },
    { ...taking, fault: 'failAfter' },
    { ...watching, fault: 'killAfter' },
  ],
} as const satisfies Record<string, readonly Strike[]>;

export type StrikeCounts = Record<keyof typeof strikes, number>;

type Striking = {
  /** No more of them. Answers how many have hit. */
  end(): Promise<StrikeCounts>;
};

/**
 * Lets functions die and calls fail, one after the other, until told to end or so many have hit: the
 * aggregator and, beside it, the others.
 */
export function beginStrikes(seed: string, most: StrikeCounts): Striking {
  const ending = new AbortController();
  const counts: StrikeCounts = { aggregator: 0, others: 0 };
  const strikeOn = async (whom: keyof StrikeCounts) => {
    const dice = diceFor(seed, 'strikes', whom);
    while (counts[whom] < most[whom] && !ending.signal.aborted)
      if (await strikeOnce(dice, dice.pick<Strike>(strikes[whom]), ending.signal))
        counts[whom] += 1;
  };
  const done = Promise.all([strikeOn('aggregator'), strikeOn('others')]);
  return {
    end: async () => {
      ending.abort();
      await done;
      return counts;
    },
  };
}

const lookMs = 25;

/** So long a strike waits for its call: there may be no more of that kind. */
const patienceMs = 2_000;

/** Whether it has hit: one that waits in vain for its call is given up. */
async function strikeOnce(
  dice: Dice,
  { nthMost, ...fault }: Strike,
  signal: AbortSignal,
): Promise<boolean> {
  const { isSpent, end } = await awsFault({ ...fault, nth: dice.number(1, nthMost) });
  const until = Date.now() + patienceMs;
  try {
    while (!(await isSpent())) {
      if (signal.aborted || Date.now() > until) return false;
      await sleep(lookMs);
    }
    return true;
  } finally {
    await end();
  }
}
