import { type Counter, type CounterKey, counterId } from '../usage/counter.ts';
import type { Recounted } from './customer-recount.ts';
import type { CounterBooks } from './period-store.ts';

/** How long after its receipt an event that is not in its counter may still be on its way there. */
const settledMs = 60 * 60_000;

/** A counter that does not say what the raw events say. */
export type Difference = { before: Counter | undefined; after: Counter };

/**
 * Compares the counters of a window with its recount. Counters must have been read before the raw
 * events were: what has been counted is among them then.
 *
 * A counter with an event of the last hour is left to the next comparison, since that event may not
 * have been counted yet: it would be added to a counter that holds it already.
 */
export function differencesIn(
  counters: readonly Counter[],
  recounted: readonly Recounted[],
  now: Date,
): Difference[] {
  const stored = new Map(counters.map((counter) => [counterId(counter), counter]));
  const settledBefore = new Date(now.getTime() - settledMs).toISOString();
  const ids = new Set(recounted.map(counterId));
  const unfounded = counters.filter((counter) => !ids.has(counterId(counter)) && !isEmpty(counter));
  return [
    ...recounted
      .filter(({ newestReceivedAt }) => newestReceivedAt < settledBefore)
      .map(({ newestReceivedAt, ...after }) => ({ before: stored.get(counterId(after)), after }))
      .filter(({ before, after }) => !isSame(before, after)),
    ...unfounded.map((before) => ({ before, after: emptied(before) })),
  ];
}

/** Sets each counter; one that has moved since is left to the next comparison. */
export async function repair(
  books: CounterBooks,
  differences: readonly Difference[],
): Promise<void> {
  for (const { before, after } of differences) await books.set(before, after);
}

const isEmpty = ({ events, bytes }: Counter): boolean => events === 0 && bytes === 0;

const emptied = ({ customerId, meter, projectId, day }: CounterKey): Counter => ({
  customerId,
  meter,
  projectId,
  day,
  events: 0,
  bytes: 0,
});

const isSame = (before: Counter | undefined, after: Counter): boolean =>
  before?.events === after.events &&
  before.bytes === after.bytes &&
  before.measuredAt === after.measuredAt;
