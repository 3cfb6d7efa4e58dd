import type { Bucket } from '#domain/usage/bucket';
import type { CounterKey } from '#domain/usage/counter';
import type { UsageChange, UsageStore } from '#domain/usage/usage-store';

/** Maximum size of the cache: some two thousand buckets. The oldest are dropped first. */
const bytesMax = 16 * 1024 * 1024;

/**
 * A usage store that reads each sealed bucket once. The cache outlives the invocation and never
 * expires, since sealed buckets never change. Other buckets are read each time.
 */
export class SealedBuckets implements UsageStore {
  readonly #store: UsageStore;
  readonly #bytesMax: number;
  readonly #sealed = new Map<string, Bucket>();
  #bytes = 0;

  constructor(store: UsageStore, limit = bytesMax) {
    this.#store = store;
    this.#bytesMax = limit;
  }

  async readBuckets(keys: readonly string[], consistency: 'strong' | 'eventual') {
    const found = new Map<string, Bucket>();
    for (const key of keys) {
      const bucket = this.#sealed.get(key);
      if (bucket) found.set(key, bucket);
    }
    const unknown = keys.filter((key) => !found.has(key));
    if (unknown.length === 0) return found;
    for (const [key, bucket] of await this.#store.readBuckets(unknown, consistency)) {
      found.set(key, bucket);
      if (bucket.isSealed) this.remember(bucket);
    }
    return found;
  }

  readSamples(keys: readonly CounterKey[]) {
    return this.#store.readSamples(keys);
  }

  write(change: UsageChange) {
    return this.#store.write(change);
  }

  private remember(bucket: Bucket): void {
    if (this.#sealed.has(bucket.key)) return;
    this.#sealed.set(bucket.key, bucket);
    this.#bytes += bucket.entries.byteLength;
    for (const [key, { entries }] of this.#sealed) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#sealed.delete(key);
      this.#bytes -= entries.byteLength;
    }
  }
}
