import { InvalidRequestError } from '#domain/errors';

/** Reads a list to its end; pages may be shorter than their limit, and never longer. */
export async function readAll<T>(
  limit: number,
  read: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 200; pages++) {
    const { items, nextCursor } = await read(cursor);
    expect(items.length).toBeLessThanOrEqual(limit);
    found.push(...items);
    if (nextCursor === null) return found;
    cursor = nextCursor;
  }
  throw new Error('the pages have no end');
}

/** What callers may send in place of a cursor. */
const inventedCursors = [
  'nonsense',
  ...['{}', 'null', '[]', '"text"', '{"partition":7}', '{"partition":"SWITCHES"}'].map(btoa),
];

/** A cursor that this list did not give out is the caller's fault, never ours. */
export async function expectInventedCursorsRefused(
  read: (cursor: string) => Promise<unknown>,
): Promise<void> {
  for (const cursor of inventedCursors)
    await expect(read(cursor)).rejects.toThrow(InvalidRequestError);
}
