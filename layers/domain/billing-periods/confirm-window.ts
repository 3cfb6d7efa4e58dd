import { type Counter, type CounterKey, counterId } from '../usage/counter.ts';
import type { Recounted } from './customer-recount.ts';
import type { CounterBooks } from './period-store.ts';

/** How long an event may take from its receipt to its counter. */
const settledMs = 60 * 60_000;

/** A counter that disagrees with the raw events. */
export type Difference = { before: Counter | undefined; after: Counter };

/**
 * Compares the counters of a window with its recount. Read the counters before the raw events,
 * which then include everything counted.
 *
 * Skips counters with an event of the last hour, which may not be counted yet: correcting now would
 * count it twice.
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

/** Corrects each counter, except those that changed meanwhile: the next comparison does them. */
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
