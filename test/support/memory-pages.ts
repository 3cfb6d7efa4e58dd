import { InvalidRequestError } from '#domain/errors';

export type PageRequest = { limit: number; cursor?: string };

/** One page of a list that is sorted already; a cursor of another list is refused. */
export function pageOf<T>(
  sorted: readonly T[],
  { limit, cursor }: PageRequest,
  { list, idOf }: { list: string; idOf: (item: T) => string },
): { items: T[]; nextCursor: string | null } {
  const after = cursor === undefined ? undefined : readCursor(cursor, list);
  const start = after === undefined ? 0 : sorted.findIndex((item) => idOf(item) === after) + 1;
  const items = sorted.slice(start, start + limit);
  const isLastPage = start + limit >= sorted.length;
  const nextCursor = isLastPage ? null : writeCursor({ list, after: idOf(items.at(-1)!) });
  return { items: structuredClone(items), nextCursor };
}

type Position = { list: string; after: string };

const writeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

function readCursor(cursor: string, list: string): string {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Position;
    if (position.list === list) return position.after;
  } catch {}
  throw new InvalidRequestError('The cursor belongs to another list.');
}
