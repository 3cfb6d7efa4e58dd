import type { AttributeValue, BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '#stores/keys';
import { Table } from '#stores/table';

type Wire = Record<string, AttributeValue>;
type Asked = { keys: Wire[]; isConsistent: boolean | undefined };
type Answer = { read: Wire[]; left?: Wire[] };

/** A table that answers each request as the test wants it, and waits without waiting. */
function setup(answer: (asked: Asked, requests: number) => Answer) {
  const asked: Asked[] = [];
  const pauses: number[] = [];
  const client = {
    send: async ({ input }: BatchGetItemCommand) => {
      const { Keys = [], ConsistentRead } = input.RequestItems!.main!;
      const request = { keys: Keys as Wire[], isConsistent: ConsistentRead };
      asked.push(request);
      const { read, left } = answer(request, asked.length);
      return {
        Responses: { main: read },
        UnprocessedKeys: left && left.length > 0 ? { main: { Keys: left } } : {},
      };
    },
  } as unknown as DynamoDBClient;
  const table = new Table(client, 'main', async (attempt) => void pauses.push(attempt));
  return { asked, pauses, table };
}

const keysOf = (count: number): Key[] =>
  Array.from({ length: count }, (_, index) => ({ pk: `A#${index}`, sk: 'X' }));

const key = (pk: string, sk = 'X'): Key => ({ pk, sk });
const threeKeys = ['A', 'B', 'C'].map((pk) => key(pk));

test('items come in the requested order, without missing ones', async () => {
  const { table } = setup(({ keys }) => ({ read: [keys[2]!, keys[0]!] }));
  expect((await table.getMany(threeKeys)).map(({ pk }) => pk)).toEqual(['A', 'C']);
});

test('items of one partition are distinguished by the rest of their key', async () => {
  const { table } = setup(({ keys }) => ({
    read: keys.toReversed().map((one) => ({ ...one, name: { S: `named ${one.sk!.S}` } })),
  }));
  const items = await table.getMany([key('A', '1'), key('A', '2'), key('A', '3')]);
  expect(items.map(({ sk, name }) => [sk, name])).toEqual([
    ['1', 'named 1'],
    ['2', 'named 2'],
    ['3', 'named 3'],
  ]);
});

test('unprocessed items of a busy table are requested again, after a growing pause', async () => {
  const { asked, pauses, table } = setup(({ keys: [first, ...left] }) => ({
    read: [first!],
    left,
  }));
  expect((await table.getMany(threeKeys)).map(({ pk }) => pk)).toEqual(['A', 'B', 'C']);
  expect(asked.map(({ keys }) => keys.length)).toEqual([3, 2, 1]);
  expect(pauses).toEqual([1, 2]);
});

test('a table that returns nothing is given up, without another pause', async () => {
  const { asked, pauses, table } = setup(({ keys }) => ({ read: [], left: keys }));
  await expect(table.getMany(threeKeys)).rejects.toThrow('leaves keys unprocessed');
  expect(asked).toHaveLength(9);
  expect(pauses).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('more items than one request allows are read in several', async () => {
  const { asked, pauses, table } = setup(({ keys }) => ({ read: keys }));
  const keys = keysOf(250);
  expect(await table.getMany(keys)).toEqual(keys);
  expect(asked.map((request) => request.keys.length)).toEqual([100, 100, 50]);
  expect(pauses).toEqual([]);
});

test.each([true, false])('reads are strongly consistent if requested: %p', async (wanted) => {
  const { asked, table } = setup(({ keys }, requests) =>
    requests === 1 ? { read: [], left: keys } : { read: keys },
  );
  await table.getMany(threeKeys, { isConsistent: wanted });
  expect(asked.map(({ isConsistent }) => isConsistent)).toEqual([wanted, wanted]);
});

test('an empty list causes no request', async () => {
  const { asked, table } = setup(() => {
    throw new Error('nothing was to be read');
  });
  expect(await table.getMany([])).toEqual([]);
  expect(asked).toEqual([]);
});

test('items are converted from the wire format', async () => {
  const { table } = setup(() => ({ read: [marshall({ pk: 'A', sk: 'X', bytes: 7 })] }));
  expect(await table.getMany([key('A')])).toEqual([{ pk: 'A', sk: 'X', bytes: 7 }]);
});
