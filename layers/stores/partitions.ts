import { InvalidRequestError } from '#domain/errors';
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
  const start = cursor === undefined ? undefined : decode(cursor, partitions);
  const items: Item[] = [];
  let index = start ? partitions.indexOf(start.pk) : 0;
  let after = start?.sk;
  for (let reads = 0; index < partitions.length && reads < readsMax; reads++) {
    const pk = partitions[index]!;
    const found = await table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': pk },
      ScanIndexForward: false,
      Limit: limit - items.length,
      after: after === undefined ? undefined : { pk, sk: after },
    });
    items.push(...found.items.filter(matches));
    after = found.next && String(found.next.sk);
    if (after === undefined) index++;
    if (items.length === limit) break;
  }
  const next = partitions[index];
  return { items, nextCursor: next === undefined ? null : encode({ pk: next, sk: after }) };
}

type Position = { pk: string; sk?: string };

const encode = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

function decode(cursor: string, partitions: readonly string[]): Position {
  const position = parse(cursor);
  const isOfThisList =
    position !== undefined &&
    partitions.includes(position.pk) &&
    (position.sk === undefined || (typeof position.sk === 'string' && position.sk !== ''));
  if (!isOfThisList) throw new InvalidRequestError('The cursor is not of this list.');
  return position;
}

function parse(cursor: string): Position | undefined {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position | null;
    return position ?? undefined;
  } catch {
    return undefined;
  }
}
