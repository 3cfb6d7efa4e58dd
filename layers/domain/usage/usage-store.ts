import type { Bucket } from './bucket.ts';
import type { CounterChange, CounterKey, Sample } from './counter.ts';

/** What is written together or not at all: 100 items at most. */
export type UsageChange = { buckets: readonly Bucket[]; counters: readonly CounterChange[] };

export type UsageStore = {
  /**
   * Buckets by key; those that do not exist are left out.
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
   * Writes each bucket if the stored one is of the version before and not sealed, adds to the
   * counters, and replaces a sample by a newer one only. `lost`: somebody else wrote first, and
   * nothing of it was written.
   */
  write(change: UsageChange): Promise<'written' | 'lost'>;
};
