import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Pause } from '#domain/pause';
import type { Key } from './keys.ts';

type Item = Record<string, unknown>;

/** DynamoDB's limit for one request. */
const keysMax = 100;

/** With the pauses between them: 1.6 s on average, 3.3 s at most. */
const attemptsMax = 9;

export type BatchRead = {
  client: DynamoDBClient;
  tableName: string;
  /** Waits before it asks for unread keys again, which a busy table leaves. */
  pause: Pause;
};

/**
 * Reads items in the order of the keys, without missing ones. A large answer comes in parts.
 *
 * @param isConsistent reads the last writes, at twice the price.
 * @throws Error when the table repeatedly leaves keys unread.
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

/** An item's whole key: partitions hold many items. */
const nameOf = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);
