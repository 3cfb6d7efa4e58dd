import { decodeCursor, encodeCursor } from './cursors.ts';
import type { Item, Table } from './table.ts';

/** Partitions read for one answer, so that months without entries cannot make it slow. */
const readsMax = 40;

export type PartitionsQuery = {
  /** Newest first; items within one are sorted by time. */
  partitions: readonly string[];
  limit: number;
  cursor?: string;
  /** Drops items that do not match. */
  matches?: (item: Item) => boolean;
};

/**
 * Lists what is stored by day or by month, newest first, page by page.
 *
 * @throws InvalidRequestError for a cursor that this list did not issue.
 */
export async function listPartitions(
  table: Table,
  { partitions, limit, cursor, matches = () => true }: PartitionsQuery,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const isRead = (partition: string) => partitions.includes(partition);
  const start = cursor === undefined ? undefined : decodeCursor(cursor, { isRead });
  const items: Item[] = [];
  let index = start ? partitions.indexOf(start.partition) : 0;
  let after = start?.after;
  for (let reads = 0; index < partitions.length && reads < readsMax; reads++) {
    const found = await table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': partitions[index] },
      ScanIndexForward: false,
      Limit: limit - items.length,
      after,
    });
    items.push(...found.items.filter(matches));
    after = found.next;
    if (after === undefined) index++;
    if (items.length === limit) break;
  }
  const next = partitions[index];
  return {
    items,
    nextCursor: next === undefined ? null : encodeCursor({ partition: next, after }),
  };
}
