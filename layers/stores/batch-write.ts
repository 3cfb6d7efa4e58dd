import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Pause } from '#domain/pause';
import type { Key } from './keys.ts';

/** DynamoDB's limit for one request. */
const writesMax = 25;

/** With the pauses between them: 1.6 s on average, 3.3 s at most. */
const attemptsMax = 9;

export type BatchWrite = {
  client: DynamoDBClient;
  tableName: string;
  /** Waits before it sends again what a busy table has left. */
  pause: Pause;
};

/** An item to write, or the key of one to remove. */
type Part = { put: Record<string, unknown> } | { key: Key };

/**
 * Writes items without conditions and not as one: a crash may leave some of them.
 *
 * @throws Error when the table repeatedly leaves some unwritten.
 */
export async function writeBatch(write: BatchWrite, parts: readonly Part[]): Promise<void> {
  const requests = parts.map(requestOf);
  for (let start = 0; start < requests.length; start += writesMax)
    await writeGroup(write, requests.slice(start, start + writesMax));
}

const requestOf = (part: Part): WriteRequest =>
  'put' in part
    ? { PutRequest: { Item: marshall(part.put, { removeUndefinedValues: true }) } }
    : { DeleteRequest: { Key: marshall(part.key) } };

async function writeGroup(
  { client, tableName, pause }: BatchWrite,
  requests: WriteRequest[],
): Promise<void> {
  let open = requests;
  for (let attempt = 1; ; attempt++) {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: open } }),
    );
    open = UnprocessedItems?.[tableName] ?? [];
    if (open.length === 0) return;
    if (attempt === attemptsMax) throw new Error('the table leaves items unwritten');
    await pause(attempt);
  }
}
