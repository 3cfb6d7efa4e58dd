import type { Key } from '../keys.ts';
import { keyOf } from '../stored.ts';
import type { Item, Table } from '../table.ts';

/** How many rows are read at once: the most that one request may ask for. */
const pageMax = 100;

type Index = 'collection' | 'owner';

/** Every row of an index's partition, read consistently, page by page. */
export async function* rowsOfIndex(
  table: Table,
  index: Index,
  partition: string,
): AsyncGenerator<Item> {
  for await (const keys of pagesOf(table, index, partition))
    yield* await table.getMany(keys, { isConsistent: true });
}

/** The key of every row of an index's partition. */
export async function* keysOfIndex(
  table: Table,
  index: Index,
  partition: string,
): AsyncGenerator<Key> {
  for await (const keys of pagesOf(table, index, partition)) yield* keys;
}

async function* pagesOf(table: Table, index: Index, partition: string): AsyncGenerator<Key[]> {
  let after: Item | undefined;
  do {
    const page = await table.query({
      IndexName: index,
      KeyConditionExpression: `${index}Pk = :pk`,
      values: { ':pk': partition },
      Limit: pageMax,
      after,
    });
    yield page.items.map(keyOf);
    after = page.next;
  } while (after);
}

/** Every row of a partition of the table, read consistently. */
export async function* rowsOf(table: Table, partition: string): AsyncGenerator<Item> {
  let after: Item | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': partition },
      ConsistentRead: true,
      after,
    });
    yield* page.items;
    after = page.next;
  } while (after);
}
