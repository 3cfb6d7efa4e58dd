import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Pause } from '#domain/pause';
import type { Key } from './keys.ts';

type Item = Record<string, unknown>;

/** DynamoDB's own limit for one request. */
const keysMax = 100;

/** With a table's own pauses between them: 1.6 s on average, 3.3 s at most. */
const attemptsMax = 9;

export type BatchRead = {
  client: DynamoDBClient;
  tableName: string;
  /** Waits before the table is asked for what it left unread: it does so when it is busy. */
  pause: Pause;
};

/**
 * Items in the order of the keys; those that do not exist are left out. A large answer comes in
 * parts.
 *
 * @param isConsistent reads what was last written, for twice the price.
 * @throws Error when the table leaves keys unread again and again.
 */
export async function readBatch(
  read: BatchRead,
  keys: readonly Key[],
  isConsistent: boolean,
): Promise<Item[]> {
  const groups = Array.from({ length: Math.ceil(keys.length / keysMax) }, (_, index) =>
    keys.slice(index * keysMax, (index + 1) * keysMax),
  );
  const answers = await Promise.all(groups.map((group) => readGroup(read, group, isConsistent)));
  const found = new Map(answers.flat().map((item) => [nameOf(item), item]));
  return keys.flatMap((key) => {
    const item = found.get(nameOf(key));
    return item ? [item] : [];
  });
}

async function readGroup(
  { client, tableName, pause }: BatchRead,
  keys: readonly Key[],
  ConsistentRead: boolean,
): Promise<Item[]> {
  const items: Item[] = [];
  let open: Record<string, AttributeValue>[] = keys.map((key) => marshall(key));
  for (let attempt = 1; ; attempt++) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: open, ConsistentRead } } }),
    );
    items.push(...(Responses?.[tableName] ?? []).map((item) => unmarshall(item)));
    open = UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (open.length === 0) return items;
    if (attempt === attemptsMax) throw new Error('the table leaves keys unprocessed');
    await pause(attempt);
  }
}

/** An item's whole key: partitions hold many. */
const nameOf = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);
