import { decodeCursor, encodeCursor } from './cursors.ts';
import type { Item, Table } from './table.ts';

/** Partitions read at most for one answer, so that a long silence stays quick to page through. */
const readsMax = 40;

export type PartitionsQuery = {
  /** Newest first; items within one sort by time. */
  partitions: readonly string[];
  limit: number;
  cursor?: string;
  /** Leaves out what does not match. */
  matches?: (item: Item) => boolean;
};

/**
 * Reads what is filed by day or by month, newest first, page by page.
 *
 * @throws InvalidRequestError for a cursor that this list did not give out.
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
