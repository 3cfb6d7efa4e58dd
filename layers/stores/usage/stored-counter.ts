import type { Counter } from '#domain/usage/counter';
import { count, instant, optional } from '../fields.ts';
import { CorruptRowError, keyOf, stored } from '../stored.ts';
import type { Item } from '../table.ts';
import { counterKeyFrom } from './usage-keys.ts';

type StoredCounter = { events: number; bytes?: number; measuredAt?: string };

const readCounter = stored<StoredCounter>({
  events: count,
  bytes: optional(count),
  measuredAt: optional(instant),
});

/** @throws CorruptRowError for an invalid row. */
export function counterFrom(item: Item): Counter {
  const { events, bytes, measuredAt } = readCounter(item);
  const key = counterKeyFrom(keyOf(item));
  // Events of storage are counted before their first sample: until then there are no bytes.
  const isMeasured = key.meter === 'traffic' || measuredAt !== undefined;
  if (isMeasured && bytes === undefined) throw new CorruptRowError(item, ['bytes']);
  const sums = { ...key, events, bytes: bytes ?? 0 };
  return measuredAt === undefined ? sums : { ...sums, measuredAt };
}
