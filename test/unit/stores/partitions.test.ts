import fc from 'fast-check';
import { InvalidRequestError } from '#domain/errors';
import { daysBefore, keys, monthsBefore, notificationId, notificationKeyOf } from '#stores/keys';
import { listPartitions } from '#stores/partitions';
import type { Item, Table } from '#stores/table';

type Query = { values: Item; after?: Item; Limit: number };

/** A table with these items in these partitions, that answers as DynamoDB pages: by what it has read. */
function setup(partitions: Record<string, number>) {
  let queries = 0;
  const query = async ({ values, after, Limit }: Query) => {
    queries += 1;
    const pk = String(values[':pk']);
    const all = Array.from({ length: partitions[pk] ?? 0 }, (_, index) => ({
      pk,
      sk: String(index).padStart(4, '0'),
    })).reverse();
    const rest = after ? all.filter(({ sk }) => sk < String(after.sk)) : all;
    const items = rest.slice(0, Limit);
    // DynamoDB says where it stopped whenever it met the limit, even at the very end.
    return { items, next: items.length === Limit ? items.at(-1) : undefined };
  };
  const table = { query } as unknown as Table;
  const list = (limit: number, cursor?: string, matches?: (item: Item) => boolean) =>
    listPartitions(table, { partitions: Object.keys(partitions), limit, cursor, matches });
  const all = async (limit: number, matches?: (item: Item) => boolean) => {
    const found: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 500; pages++) {
      const page = await list(limit, cursor, matches);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items.map(({ pk, sk }) => `${pk}/${sk}`));
      if (page.nextCursor === null) return found;
      cursor = page.nextCursor;
    }
    throw new Error('the pages have no end');
  };
  return { list, all, queries: () => queries };
}

test('a list that is filed by day has everything once, newest first, with any pages', async () => {
  const days = fc.array(fc.nat(6), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 1, max: 7 }), async (counts, limit) => {
      const partitions = Object.fromEntries(counts.map((count, day) => [`DAY#${day}`, count]));
      const expected = Object.entries(partitions).flatMap(([pk, count]) =>
        Array.from(
          { length: count },
          (_, index) => `${pk}/${String(index).padStart(4, '0')}`,
        ).reverse(),
      );
      expect(await setup(partitions).all(limit)).toEqual(expected);
      const isEven = ({ sk }: Item) => Number(sk) % 2 === 0;
      expect(await setup(partitions).all(limit, isEven)).toEqual(
        expected.filter((name) => Number(name.slice(-4)) % 2 === 0),
      );
    }),
    { numRuns: 200 },
  );
});

test('a long time without entries is paged through: every answer reads a limited number', async () => {
  const silent = Object.fromEntries(Array.from({ length: 90 }, (_, day) => [`DAY#${day}`, 0]));
  const { list, all, queries } = setup({ ...silent, 'DAY#90': 1 });
  const { items, nextCursor } = await list(20);
  expect([items, queries()]).toEqual([[], 40]);
  expect(nextCursor).not.toBeNull();
  expect(await all(20)).toEqual(['DAY#90/0000']);
});

test.each([
  'nonsense',
  btoa('null'),
  btoa('{}'),
  btoa('[]'),
  btoa('"x"'),
  btoa('{"partition":"SWITCHES"}'),
  btoa('{"partition":"DAY#1","after":{"pk":"DAY#1","sk":""}}'),
  btoa('{"partition":"DAY#1","after":{"pk":"DAY#2","sk":"0001"}}'),
])('a cursor that this list did not issue is refused, and nothing is read: %p', async (cursor) => {
  const { list, queries } = setup({ 'DAY#1': 3 });
  await expect(list(2, cursor)).rejects.toThrow(InvalidRequestError);
  expect(queries()).toBe(0);
});

describe('partitions by time', () => {
  test('days go back beyond the month, newest first', () => {
    expect(daysBefore(new Date('2026-12-01T00:00:00.000Z'), 3)).toEqual([
      '2026-12-01',
      '2026-11-30',
      '2026-11-29',
    ]);
  });

  test('months go back to the product’s first, on any day of the month', () => {
    expect(monthsBefore(new Date('2027-01-31T23:59:59.999Z'))).toEqual([
      '2027-01',
      '2026-12',
      '2026-11',
    ]);
  });
});

describe('a notification’s id in the inbox', () => {
  const one = { provider: 'stripe', eventId: 'evt_1#é', occurredAt: '2026-11-21T10:04:59.000Z' };

  test('leads to its key, and reveals nothing of the table', () => {
    const key = keys.notification(one);
    const id = notificationId(key.sk);
    expect(id).toMatch(/^ntf_[\w-]+$/);
    expect(notificationKeyOf(id)).toEqual(key);
  });

  test.each(['', 'ntf_', 'pay_1', `ntf_${btoa('SWITCHES')}`, `ntf_${btoa('2026-11-21T10:00Z##')}`])(
    'that is invalid leads nowhere: %p',
    (id) => expect(notificationKeyOf(id)).toBeUndefined(),
  );
});
