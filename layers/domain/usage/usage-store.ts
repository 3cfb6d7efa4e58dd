import type { Bucket } from './bucket.ts';
import type { CounterChange, CounterKey, Sample } from './counter.ts';

/** Written together or not at all: at most 100 items. */
export type UsageChange = { buckets: readonly Bucket[]; counters: readonly CounterChange[] };

export type UsageStore = {
  /**
   * Buckets by key; missing ones are left out.
   *
   * @param consistency `eventual` may miss the last writes, at half the price. A sealed bucket is
   * the same in both.
   */
  readBuckets(
    keys: readonly string[],
    consistency: 'strong' | 'eventual',
  ): Promise<ReadonlyMap<string, Bucket>>;
  /** The stored samples by the counter's id, as last written. */
  readSamples(keys: readonly CounterKey[]): Promise<ReadonlyMap<string, Sample>>;
  /**
   * Writes each bucket if the stored one has the previous version and is not sealed, adds to the
   * counters, and replaces a sample only by a newer one. `lost`: somebody else wrote first, and
   * nothing was written.
   */
  write(change: UsageChange): Promise<'written' | 'lost'>;
};
