import { type IdPrefix, newId, timeOfId } from '#domain/ids';
import type { Collection } from '../collections.ts';
import { indexes, type Key, yearOf } from '../keys.ts';
import { keyOf } from '../stored.ts';
import type { Item, Table } from '../table.ts';

/** Records of one kind in the collection index: their ids hold the time at which they were made. */
export type Kind = {
  prefix: IdPrefix;
  keyOf: (id: string) => Key;
  /** The partition of a year; all years have the same where there is only one. */
  partitionOf: (year: number) => Collection;
};

/** Nothing is older than the product. */
const firstYear = 2026;

/**
 * Rows that were made before this, behind the one with this id, the oldest first. Fewer than the
 * limit only when there are no more of them.
 */
export async function rowsByAge(
  table: Table,
  kind: Kind,
  { after, before, limit }: { after: string | undefined; before: Date; limit: number },
  { isConsistent = true } = {},
): Promise<Item[]> {
  const found: Key[] = [];
  for (const partition of partitionsUpTo(kind, after, before)) {
    const { items } = await table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk AND collectionSk < :before',
      values: { ':pk': partition, ':before': newId(kind.prefix, before, new Uint8Array(10)) },
      Limit: limit - found.length,
      after: after === undefined ? undefined : startIn(partition, kind, after),
    });
    found.push(...items.map(keyOf));
    if (found.length >= limit) break;
  }
  return table.getMany(found, { isConsistent });
}

function partitionsUpTo(kind: Kind, after: string | undefined, before: Date): Collection[] {
  const first = after === undefined ? firstYear : timeOfId(after).getUTCFullYear();
  const last = Math.max(first, before.getUTCFullYear());
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...new Set(years.map(kind.partitionOf))];
}

/** Later partitions are read from their beginning. */
function startIn(partition: Collection, kind: Kind, after: string): Item | undefined {
  const isThere = kind.partitionOf(timeOfId(after).getUTCFullYear()) === partition;
  return isThere ? { ...kind.keyOf(after), ...indexes.collection(partition, after) } : undefined;
}

/** One partition a year. */
export const yearsOf =
  (what: 'ORDERS' | 'PAYMENTS') =>
  (year: number): Collection =>
    yearOf(what, year);
