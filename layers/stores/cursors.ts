import { InvalidRequestError } from '#domain/errors';
import type { Item } from './table.ts';

/** Where the reading of a list goes on: where a partition begins, or after an item of it. */
export type Position = { partition: string; after?: Item };

/** What a list reads, and therefore where its reading may go on. */
export type Reading = {
  /** The table itself when absent. */
  index?: 'collection' | 'owner';
  isRead: (partition: string) => boolean;
  /** With what the sort keys begin that are read. */
  sortPrefix?: string;
};

/** A list that is one partition. */
export const partitionOf = (
  partition: string,
  reading: Omit<Reading, 'isRead'> = {},
): Reading & { partition: string } => ({
  ...reading,
  partition,
  isRead: (one) => one === partition,
});

/** A position as a caller carries it. */
export const encodeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * A cursor comes back from the caller, so it is believed only as far as the list reads: nobody pages
 * into what is another's, and DynamoDB answers a start outside of what is read with an error.
 *
 * @throws InvalidRequestError for a cursor that this list did not give out.
 */
export function decodeCursor(cursor: string, reading: Reading): Position {
  const position = parse(cursor);
  const isOfThisList =
    typeof position?.partition === 'string' &&
    reading.isRead(position.partition) &&
    (position.after === undefined || isStart(position.after, position.partition, reading));
  if (!isOfThisList) throw new InvalidRequestError('The cursor is not of this list.');
  return position;
}

/**
 * After which item the page of a cursor begins; undefined for the first.
 *
 * @throws InvalidRequestError for a cursor that this list did not give out.
 */
export const startAfter = (cursor: string | undefined, reading: Reading): Item | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, reading).after;

/** @param after the last item that was read; undefined at the end of the list. */
export const cursorAfter = (
  after: Item | undefined,
  { partition }: { partition: string },
): string | null => (after === undefined ? null : encodeCursor({ partition, after }));

/** Whether DynamoDB takes it as a start in this partition: the whole key of an item, and no more. */
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
