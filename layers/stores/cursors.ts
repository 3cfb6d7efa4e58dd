import { InvalidRequestError } from '#domain/errors';
import type { Item } from './table.ts';

/** Where a list continues: at the start of a partition, or after an item of it. */
export type Position = { partition: string; after?: Item };

/** What a list reads, which limits where it may continue. */
export type Reading = {
  /** The table itself when absent. */
  index?: 'collection' | 'owner';
  isRead: (partition: string) => boolean;
  /** The prefix of the sort keys to read. */
  sortPrefix?: string;
};

/** A list within one partition. */
export const partitionOf = (
  partition: string,
  reading: Omit<Reading, 'isRead'> = {},
): Reading & { partition: string } => ({
  ...reading,
  partition,
  isRead: (candidate) => candidate === partition,
});

/** Encodes a position for the caller. */
export const encodeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * Decodes a caller's cursor. Accepts it only within the list: nobody can page into another
 * customer's data, and DynamoDB rejects a start outside of the query.
 *
 * @throws InvalidRequestError for a cursor that this list did not issue.
 */
export function decodeCursor(cursor: string, reading: Reading): Position {
  const position = parse(cursor);
  const isOfThisList =
    typeof position?.partition === 'string' &&
    reading.isRead(position.partition) &&
    (position.after === undefined || isStart(position.after, position.partition, reading));
  if (!isOfThisList) throw new InvalidRequestError('The cursor belongs to another list.');
  return position;
}

/**
 * The item that a cursor's page starts after; undefined for the first page.
 *
 * @throws InvalidRequestError for a cursor that this list did not issue.
 */
export const startAfter = (cursor: string | undefined, reading: Reading): Item | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, reading).after;

/** @param after the last item read; undefined at the end of the list. */
export const cursorAfter = (
  after: Item | undefined,
  { partition }: { partition: string },
): string | null => (after === undefined ? null : encodeCursor({ partition, after }));

/** Whether DynamoDB accepts it as a start in this partition: an item's whole key, no more. */
function isStart(after: Item, partition: string, { index, sortPrefix = '' }: Reading): boolean {
  if (after === null || typeof after !== 'object') return false;
  const [pk, sk] = index === undefined ? ['pk', 'sk'] : [`${index}Pk`, `${index}Sk`];
  const names = new Set(['pk', 'sk', pk, sk]);
  const isText = (name: string) => typeof after[name] === 'string' && after[name] !== '';
  const isKey = Object.keys(after).length === names.size && [...names].every(isText);
  return isKey && after[pk!] === partition && String(after[sk!]).startsWith(sortPrefix);
}

function parse(cursor: string): Position | undefined {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position | null;
    return position ?? undefined;
  } catch {
    return undefined;
  }
}
