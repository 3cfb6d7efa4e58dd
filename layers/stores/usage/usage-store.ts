import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Bucket } from '#domain/usage/bucket';
import { type CounterKey, counterId, type Sample } from '#domain/usage/counter';
import type { UsageChange, UsageStore } from '#domain/usage/usage-store';
import type { Key } from '../keys.ts';
import { type Item, Table } from '../table.ts';
import { counterKeyFrom, usageKeys } from './usage-keys.ts';
import { bucketFrom, bucketWrite, counterWrite } from './usage-writes.ts';

type Keys = Record<string, AttributeValue>[];

/** DynamoDB's own limit. */
const readsMax = 100;

const attemptsMax = 8;

export class DynamoUsageStore implements UsageStore {
  readonly #client: DynamoDBClient;
  readonly #tableName: string;
  readonly #table: Table;

  constructor(client: DynamoDBClient, tableName: string) {
    this.#client = client;
    this.#tableName = tableName;
    this.#table = new Table(client, tableName);
  }

  async readBuckets(keys: readonly string[], consistency: 'strong' | 'eventual') {
    const items = await this.readMany(keys.map(usageKeys.bucket), consistency === 'strong');
    return new Map<string, Bucket>(items.map(bucketFrom).map((bucket) => [bucket.key, bucket]));
  }

  async readSamples(keys: readonly CounterKey[]) {
    const items = await this.readMany(keys.map(usageKeys.counter), true);
    const measured = items.filter(({ measuredAt }) => measuredAt !== undefined);
    return new Map<string, Sample>(
      measured.map((item) => [
        counterId(counterKeyFrom(item as Key)),
        { measuredAt: String(item.measuredAt), bytes: Number(item.bytes) },
      ]),
    );
  }

  async write({ buckets, counters }: UsageChange): Promise<'written' | 'lost'> {
    const writes = [...buckets.map(bucketWrite), ...counters.map(counterWrite)];
    return (await this.#table.writeTogether(writes)) ? 'lost' : 'written';
  }

  private async readMany(keys: readonly Key[], isConsistent: boolean): Promise<Item[]> {
    const groups = Array.from({ length: Math.ceil(keys.length / readsMax) }, (_, index) =>
      keys.slice(index * readsMax, (index + 1) * readsMax).map((key) => marshall(key)),
    );
    const answers = await Promise.all(groups.map((group) => this.readGroup(group, isConsistent)));
    return answers.flat();
  }

  /** Large answers come in parts. */
  private async readGroup(keys: Keys, isConsistent: boolean): Promise<Item[]> {
    const items: Item[] = [];
    let open = keys;
    for (let attempt = 1; open.length > 0; attempt++) {
      if (attempt > attemptsMax) throw new Error('the usage table leaves keys unprocessed');
      const asked = { Keys: open, ConsistentRead: isConsistent };
      const { Responses, UnprocessedKeys } = await this.#client.send(
        new BatchGetItemCommand({ RequestItems: { [this.#tableName]: asked } }),
      );
      items.push(...(Responses?.[this.#tableName] ?? []).map((item) => unmarshall(item)));
      open = UnprocessedKeys?.[this.#tableName]?.Keys ?? [];
    }
    return items;
  }
}
