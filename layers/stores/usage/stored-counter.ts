import type { Counter } from '#domain/usage/counter';
import { count, instant, optional } from '../fields.ts';
import { keyOf, stored } from '../stored.ts';
import type { Item } from '../table.ts';
import { counterKeyFrom } from './usage-keys.ts';

/** Events are counted before their first sample: until then a counter has no bytes. */
type StoredCounter = { events: number; bytes?: number; measuredAt?: string };

const readCounter = stored<StoredCounter>({
  events: count,
  bytes: optional(count),
  measuredAt: optional(instant),
});

/** @throws CorruptRowError for an invalid row. */
export function counterFrom(item: Item): Counter {
  const { events, bytes = 0, measuredAt } = readCounter(item);
  const sums = { ...counterKeyFrom(keyOf(item)), events, bytes };
  return measuredAt === undefined ? sums : { ...sums, measuredAt };
}
