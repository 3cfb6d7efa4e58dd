import type { Bucket } from '#domain/usage/bucket';
import {
  type Counter,
  type CounterChange,
  type CounterKey,
  counterId,
  isNewer,
  type Sample,
} from '#domain/usage/counter';
import type { UsageChange, UsageStore } from '#domain/usage/usage-store';

/** DynamoDB's limits on a transaction and on an item. */
const itemsMax = 100;
const bucketBytesMax = 400 * 1024;

/** Keeps the promises of the port: conditions hold, and a change is written whole or not at all. */
export class MemoryUsageStore implements UsageStore {
  readonly buckets = new Map<string, Bucket>();
  readonly counters = new Map<string, Counter>();
  writes = 0;
  losses = 0;

  async readBuckets(keys: readonly string[], _consistency?: 'strong' | 'eventual') {
    const found = keys.flatMap((key) => this.buckets.get(key) ?? []);
    return new Map(found.map((bucket) => [bucket.key, bucket]));
  }

  async readSamples(keys: readonly CounterKey[]) {
    const samples = new Map<string, Sample>();
    for (const key of keys) {
      const { measuredAt, bytes = 0 } = this.counters.get(counterId(key)) ?? {};
      if (measuredAt !== undefined) samples.set(counterId(key), { measuredAt, bytes });
    }
    return samples;
  }

  async write(change: UsageChange): Promise<'written' | 'lost'> {
    requireTransaction(change);
    const isAllowed =
      change.buckets.every((bucket) => this.isNext(bucket)) &&
      change.counters.every((counter) => this.mayChange(counter));
    if (!isAllowed) {
      this.losses += 1;
      return 'lost';
    }
    this.writes += 1;
    for (const bucket of change.buckets) this.buckets.set(bucket.key, bucket);
    for (const counter of change.counters) this.change(counter);
    return 'written';
  }

  /** Bytes of all days on this meter. */
  total(meter: Counter['meter']): number {
    const counters = [...this.counters.values()].filter((one) => one.meter === meter);
    return counters.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  private isNext({ key, version }: Bucket): boolean {
    const stored = this.buckets.get(key);
    return !stored?.isSealed && version === (stored?.version ?? 0) + 1;
  }

  private mayChange(change: CounterChange): boolean {
    if (change.kind === 'sum' || !change.sample) return true;
    const { measuredAt, bytes = 0 } = this.counters.get(counterId(change)) ?? {};
    return isNewer(change.sample, measuredAt === undefined ? undefined : { measuredAt, bytes });
  }

  private change(change: CounterChange): void {
    const { customerId, meter, projectId, day } = change;
    const key = { customerId, meter, projectId, day };
    const stored = this.counters.get(counterId(key)) ?? { ...key, events: 0, bytes: 0 };
    const events = stored.events + change.events;
    const bytes = change.kind === 'sum' ? stored.bytes + change.bytes : stored.bytes;
    const sample = change.kind === 'gauge' ? change.sample : undefined;
    this.counters.set(counterId(key), { ...stored, events, bytes, ...sample });
  }
}

function requireTransaction({ buckets, counters }: UsageChange): void {
  const items = [...buckets.map(({ key }) => key), ...counters.map(counterId)];
  if (items.length > itemsMax) throw new Error(`a transaction of ${items.length} items`);
  if (new Set(items).size < items.length) throw new Error('two operations on one item');
  if (buckets.some(({ entries }) => entries.byteLength > bucketBytesMax))
    throw new Error('an item too large');
}
