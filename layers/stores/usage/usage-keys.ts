import type { Day } from '#domain/calendar/day';
import { type Month, monthOf } from '#domain/calendar/month';
import type { CounterKey } from '#domain/usage/counter';
import type { Key } from '../keys.ts';

/** Builds every key of the usage table's buckets and counters: see docs/decisions/0022. */
export const usageKeys = {
  /** Each in its own partition, so that none is hot. */
  bucket: (key: string): Key => ({ pk: `${bucketPrefix}${key}`, sk: 'BUCKET' }),
  /** A customer's month is one query; a meter, or one project's, is a part of it. */
  counter: ({ customerId, meter, projectId, day }: CounterKey): Key => ({
    pk: usageKeys.monthOfCounters(customerId, monthOf(day)),
    sk: `${meter}#${projectId}#${day}`,
  }),
  monthOfCounters: (customerId: string, month: Month): string => `COUNTER#${customerId}#${month}`,
};

const bucketPrefix = 'BUCKET#';

/** The domain's key of a stored bucket. */
export const bucketKeyOf = (pk: string): string => pk.slice(bucketPrefix.length);

/** The day of a bucket's span; undefined for events without a time. */
export const dayOfBucket = (key: string): string | undefined =>
  /#(\d{4}-\d{2}-\d{2})T/.exec(key)?.[1];

/** Parses a stored counter's key: `COUNTER#<customer>#<month>`, `<meter>#<project>#<day>`. */
export function counterKeyFrom({ pk, sk }: Key): CounterKey {
  const [, customerId = ''] = pk.split('#');
  const [meter, projectId = '', day = ''] = sk.split('#');
  return { customerId, meter: meter as CounterKey['meter'], projectId, day: day as Day };
}
