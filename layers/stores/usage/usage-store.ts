import type { Bucket } from '#domain/usage/bucket';
import { type CounterKey, counterId, type Sample } from '#domain/usage/counter';
import type { UsageChange, UsageStore } from '#domain/usage/usage-store';
import type { Table } from '../table.ts';
import { counterFrom } from './stored-counter.ts';
import { usageKeys } from './usage-keys.ts';
import { bucketFrom, bucketWrite, counterWrite } from './usage-writes.ts';

export class DynamoUsageStore implements UsageStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async readBuckets(keys: readonly string[], consistency: 'strong' | 'eventual') {
    const items = await this.#table.getMany(keys.map(usageKeys.bucket), {
      isConsistent: consistency === 'strong',
    });
    return new Map<string, Bucket>(items.map(bucketFrom).map((bucket) => [bucket.key, bucket]));
  }

  async readSamples(keys: readonly CounterKey[]) {
    const items = await this.#table.getMany(keys.map(usageKeys.counter), { isConsistent: true });
    const samples = new Map<string, Sample>();
    for (const { measuredAt, bytes, ...counter } of items.map(counterFrom))
      if (measuredAt !== undefined) samples.set(counterId(counter), { measuredAt, bytes });
    return samples;
  }

  async write({ buckets, counters }: UsageChange): Promise<'written' | 'lost'> {
    const writes = [...buckets.map(bucketWrite), ...counters.map(counterWrite)];
    return (await this.#table.writeTogether(writes)) ? 'lost' : 'written';
  }
}
