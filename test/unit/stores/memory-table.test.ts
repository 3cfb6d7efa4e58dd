import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { keyIsFree, type UpdateWrite } from '#stores/table';
import { MemoryTable } from '#test/memory-table';
import { isMet, updated } from '#test/table-expressions';

const row = { name: 'Awa', version: 2, at: '2026-11-21', ids: new Set(['a', 'b']), gone: null };
const values = {
  ':one': 1,
  ':two': 2,
  ':text': '2',
  ':at': '2026-11-22',
  ':a': 'a',
  ':c': 'c',
  ':A': 'A',
  ':more': new Set(['c']),
};
const given = { names: { '#name': 'name' }, values };

test.each([
  ['attribute_exists(name)', true],
  ['attribute_exists(gone)', true],
  ['attribute_not_exists(missing)', true],
  ['attribute_not_exists(#name)', false],
  ['version = :two', true],
  ['version = :text', false],
  ['version < :text', false],
  ['version <> :text', true],
  ['missing <> :two', true],
  ['missing = :two', false],
  ['missing < :two', false],
  ['version < :two', false],
  ['version <= :two', true],
  ['version > :one', true],
  ['version > :two', false],
  ['version > :text', false],
  ['missing > :two', false],
  ['at < :at', true],
  ['version BETWEEN :one AND :two', true],
  ['version BETWEEN :one AND :one', false],
  ['version BETWEEN :one AND :two AND missing = :two', false],
  ['begins_with(#name, :A)', true],
  ['begins_with(#name, :a)', false],
  ['contains(ids, :a)', true],
  ['contains(ids, :c)', false],
  ['contains(missing, :c)', false],
  ['size(ids) < :two', false],
  ['size(ids) <= :two', true],
  ['size(missing) < :two', false],
  // AND binds closer than OR.
  ['attribute_exists(name) OR version = :one AND version = :one', true],
  ['(attribute_exists(name) OR version = :one) AND version = :one', false],
])('a table in memory evaluates %s as DynamoDB does: %s', (condition, result) => {
  expect(isMet(condition, row, given)).toBe(result);
});

test.each<[string, object]>([
  ['SET at = :at, #name = :a', { ...row, at: '2026-11-22', name: 'a' }],
  [
    'SET at = if_not_exists(at, :at), missing = if_not_exists(missing, :a)',
    { ...row, missing: 'a' },
  ],
  ['ADD version :one, missing :two', { ...row, version: 3, missing: 2 }],
  ['ADD ids :more SET #name = :c', { ...row, ids: new Set(['a', 'b', 'c']), name: 'c' }],
  ['REMOVE gone, #name ADD version :one', { at: row.at, ids: row.ids, version: 3 }],
])('a table in memory updates by %s as DynamoDB does', (update, result) => {
  expect(updated(update, row, given)).toEqual(result);
});

test.each([
  'NOT version = :two',
  'version >= :two',
  'version = :unknown',
  '#unknown = :two',
  'version',
  'version = :two version',
  'version BETWEEN :one OR :two',
  'event.id = :two',
  'attribute_exists name',
  '',
])('a table in memory does not guess an unknown condition: %p', (condition) => {
  expect(() => isMet(condition, row, given)).toThrow(/cannot (read|compare)/);
});

test.each(['DELETE ids :more', 'SET at', 'SET at = :at extra', 'ADD'])(
  'a table in memory does not guess an unknown update: %p',
  (update) => {
    expect(() => updated(update, row, given)).toThrow(/cannot read/);
  },
);

describe('a table in memory', () => {
  const key = (sk: string) => ({ pk: 'A', sk });
  const put = (sk: string) => ({ put: { key: key(sk), item: { sk }, condition: keyIsFree } });

  test('writes all together or nothing, and returns what prevented it', async () => {
    const memory = new MemoryTable();
    expect(await memory.table.write(put('1'))).toBeUndefined();
    expect(await memory.table.write(put('1'))).toMatchObject({ existing: key('1') });
    const refusals = await memory.table.writeTogether([put('2'), put('1')]);
    expect(refusals).toMatchObject([undefined, { existing: key('1') }]);
    expect(memory.rows()).toHaveLength(1);
  });

  test('creates a row by an update, as DynamoDB does', async () => {
    const memory = new MemoryTable();
    const update: UpdateWrite = { key: key('1'), expression: 'ADD n :n', values: { ':n': 2 } };
    await memory.table.writeTogether([{ update }]);
    await memory.table.write({ update });
    expect(memory.rows()).toEqual([{ ...key('1'), n: 4 }]);
  });

  test('returns pages, each item once, in the order of the keys, or backwards', async () => {
    const memory = new MemoryTable();
    for (const sk of ['3', '1', '4', '2', '5']) await memory.table.write(put(sk));
    await memory.table.write({ put: { key: { pk: 'B', sk: '1' }, item: {} } });
    const read = async (ScanIndexForward: boolean) => {
      const pages: unknown[][] = [];
      let after: Record<string, unknown> | undefined;
      do {
        const page = await memory.table.query({
          KeyConditionExpression: 'pk = :pk',
          values: { ':pk': 'A' },
          ScanIndexForward,
          Limit: 2,
          after,
        });
        pages.push(page.items.map(({ sk }) => sk));
        after = page.next;
      } while (after);
      return pages;
    };
    expect(await read(true)).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(await read(false)).toEqual([['5', '4'], ['3', '2'], ['1']]);
  });

  test('counts filtered items as part of the page', async () => {
    const memory = new MemoryTable();
    for (const sk of ['1', '2', '3']) await memory.table.write(put(sk));
    const page = await memory.client.send(
      new ScanCommand({
        TableName: 'main',
        FilterExpression: 'sk <> :two',
        ExpressionAttributeValues: marshall({ ':two': '2' }),
        Limit: 2,
      }),
    );
    expect(page.Items?.map((item) => unmarshall(item))).toMatchObject([key('1')]);
    expect(unmarshall(page.LastEvaluatedKey!)).toEqual(key('2'));
  });

  test('supports no other command', async () => {
    const scan = { constructor: { name: 'DeleteItemCommand' }, input: {} };
    await expect(new MemoryTable().send(scan)).rejects.toThrow('knows no DeleteItemCommand');
  });
});
