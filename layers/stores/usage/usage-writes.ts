import { type Bucket, countOf } from '#domain/usage/bucket';
import type { CounterChange, Sample } from '#domain/usage/counter';
import { binary, count, flag } from '../fields.ts';
import { ttlAfterDays } from '../keys.ts';
import { keyOf, stored } from '../stored.ts';
import { type Condition, type Item, keyIsFree, type Write } from '../table.ts';
import { bucketKeyOf, dayOfBucket, usageKeys } from './usage-keys.ts';

/**
 * Days that a bucket outlives its day: events come up to 35 days late, and may then wait 4 days in
 * the queue and 14 among the dead letters, twice.
 */
const keptDays = 90;

export function bucketWrite(bucket: Bucket): Write {
  const { key, entries, bytes, version, isSealed } = bucket;
  const day = dayOfBucket(key);
  const ttl = day === undefined ? undefined : ttlAfterDays(day, keptDays);
  return {
    put: {
      key: usageKeys.bucket(key),
      // A bucket is written for each batch, so it omits the form's version, which means the first.
      item: {
        entries,
        count: countOf(bucket),
        bytes,
        version,
        sealed: isSealed,
        ttl,
        form: undefined,
      },
      condition: version === 1 ? keyIsFree : isUnchangedSince(version - 1),
    },
  };
}

const isUnchangedSince = (version: number): Condition => ({
  expression: '#version = :read AND #sealed = :no',
  names: { '#version': 'version', '#sealed': 'sealed' },
  values: { ':read': version, ':no': false },
});

export function bucketFrom(item: Item): Bucket {
  const { sealed, count: _, ...bucket } = storedBucketFrom(item);
  return { key: bucketKeyOf(keyOf(item).pk), ...bucket, isSealed: sealed };
}

type StoredBucket = Pick<Bucket, 'entries' | 'bytes' | 'version'> & {
  count: number;
  sealed: boolean;
};

const storedBucketFrom = stored<StoredBucket>({
  entries: binary,
  count,
  bytes: count,
  version: count,
  sealed: flag,
});

export function counterWrite(change: CounterChange): Write {
  const key = usageKeys.counter(change);
  const names = { '#events': 'events' };
  const values = { ':events': change.events };
  switch (change.kind) {
    case 'sum':
      return {
        update: {
          key,
          expression: 'ADD #events :events, #bytes :bytes',
          names: { ...names, '#bytes': 'bytes' },
          values: { ...values, ':bytes': change.bytes },
        },
      };
    case 'gauge':
      return change.sample
        ? { update: { key, ...newerSample(change.sample, change.events) } }
        : { update: { key, expression: 'ADD #events :events', names, values } };
  }
}

/** The same order as in the domain's `isNewer`. */
const newerSample = ({ measuredAt, bytes }: Sample, events: number) => ({
  expression: 'SET #measuredAt = :at, #bytes = :bytes ADD #events :events',
  condition: {
    expression:
      'attribute_not_exists(#measuredAt) OR #measuredAt < :at OR (#measuredAt = :at AND #bytes < :bytes)',
  },
  names: { '#measuredAt': 'measuredAt', '#bytes': 'bytes', '#events': 'events' },
  values: { ':at': measuredAt, ':bytes': bytes, ':events': events },
});
