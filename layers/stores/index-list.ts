import { decodeCursor, encodeCursor, type Position, type Reading } from './cursors.ts';
import { yearOf } from './keys.ts';
import { keyOf } from './stored.ts';
import type { Item, Table } from './table.ts';

/** Nothing is older than the product. */
const firstYear = 2026;

/** Reads at most this many index pages for one answer, so that a rare filter stays fast. */
const readsMax = 10;

export type IndexList<Row> = {
  reading: Reading & { index: 'collection' | 'owner' };
  start: Position;
  /** Where it continues after the end of a partition. */
  before?: (position: Position) => Position | undefined;
  rowFrom: (item: Item) => Row;
  /** Filters that the index does not have. */
  matches: (row: Row) => boolean;
};

/**
 * Lists an index newest first, page by page.
 *
 * @throws InvalidRequestError for a cursor that this list did not issue.
 */
export async function listIndex<Row>(
  table: Table,
  list: IndexList<Row>,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const rows: Row[] = [];
  let position: Position | undefined = cursor ? decodeCursor(cursor, list.reading) : list.start;
  for (let reads = 0; position && rows.length < limit && reads < readsMax; reads++) {
    const page: Page<Row> = await readPage(table, list, { position, limit: limit - rows.length });
    rows.push(...page.rows.filter(list.matches));
    position = page.next;
  }
  return { rows, nextCursor: position ? encodeCursor(position) : null };
}

type Page<Row> = { rows: Row[]; next?: Position };

async function readPage<Row>(
  table: Table,
  { reading: { index }, rowFrom, before }: IndexList<Row>,
  { position, limit }: { position: Position; limit: number },
): Promise<Page<Row>> {
  const { items, next } = await table.query({
    IndexName: index,
    KeyConditionExpression: `${index}Pk = :pk`,
    values: { ':pk': position.partition },
    ScanIndexForward: false,
    Limit: limit,
    after: position.after,
  });
  const rows = await table.getMany(items.map(keyOf));
  return {
    rows: rows.map(rowFrom),
    next: next ? { ...position, after: next } : before?.(position),
  };
}

/** All of a kind that has one partition a year; `from` and `to` are ISO 8601 UTC. */
export function byYear(
  what: Parameters<typeof yearOf>[0],
  { from, to, now }: { from?: string; to?: string; now: Date },
): Pick<IndexList<unknown>, 'reading' | 'start' | 'before'> {
  const ofYear = new RegExp(`^${what}#\\d{4}$`);
  const thisYear = now.getUTCFullYear();
  const oldest = Math.max(firstYear, from ? Number(from.slice(0, 4)) : firstYear);
  return {
    reading: { index: 'collection', isRead: (partition) => ofYear.test(partition) },
    start: {
      partition: yearOf(what, to ? Math.min(Number(to.slice(0, 4)), thisYear) : thisYear),
    },
    before({ partition }) {
      const year = Number(partition.slice(what.length + 1)) - 1;
      return year < oldest ? undefined : { partition: yearOf(what, year) };
    },
  };
}

/** Whether something was created within bounds, which may be shorter than a time: a day, a year. */
export const isWithin = (
  { createdAt }: { createdAt: string },
  { from, to }: { from?: string; to?: string },
): boolean =>
  (from === undefined || Date.parse(createdAt) >= Date.parse(from)) &&
  (to === undefined || createdAt.slice(0, to.length) <= to);
