import fc from 'fast-check';
import type { MeterStanding, Standing } from '#domain/limits/standing';
import type { KnownStanding } from '#domain/limits/standing-store';
import { type Bucket, withEntries } from '#domain/usage/bucket';
import type { Counter } from '#domain/usage/counter';
import { entryOf } from '#domain/usage/entry';
import type { Table } from '#stores/table';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { aRawEvent } from '#test/usage-events';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const unused: MeterStanding = { allowed: true, level: 'ok', percent: 0 };

const standing: Standing = {
  customerId: 'cus_1',
  timeZone: 'Africa/Abidjan',
  month: '2026-11',
  meters: { traffic: unused, storage: { ...unused, percent: null } },
};

const known: KnownStanding = {
  ...standing,
  readAt: '2026-11-21T10:00:00.000Z',
  projectsDigest: 'digest',
};

const ofStanding = {
  customerId: '',
  timeZone: null,
  month: '2026-11-21',
  'meters.traffic.allowed': 'yes',
  'meters.traffic.level': 'high',
  'meters.traffic.percent': 0.5,
  'meters.storage.allowed': null,
  'meters.storage.level': '',
  'meters.storage.percent': '0',
  readAt: 'now',
};

const customersStanding = rowsOf<KnownStanding>({
  name: 'a customer’s standing',
  reader: 'usage/standing-store.ts knownStandingFrom',
  example: known,
  any: anyLike(known, { projectsDigest: anyText, readAt: anyInstant }),
  write: (table, one) => new DynamoStandingStore(table).write(one, []),
  read: (table, { customerId }) => new DynamoStandingStore(table).findOfCustomer(customerId),
  sk: 'STANDING',
  required: { ...ofStanding, projectsDigest: '' },
});

const projectsStanding = rowsOf<Standing>({
  name: 'a project’s standing',
  reader: 'usage/standing-store.ts standingFrom',
  example: standing,
  any: anyLike(standing, { customerId: anyText, timeZone: anyText }),
  write: (table, one) => new DynamoStandingStore(table).write({ ...known, ...one }, ['prj_1']),
  read: (table) => new DynamoStandingStore(table).find('prj_1'),
  sk: 'STANDING',
  pk: 'PROJECT#',
  required: ofStanding,
});

const usage = (table: Table) => new DynamoUsageStore(table);

const aBucket: Bucket = withEntries(undefined, 'prj_1#traffic#2026-11-21T00:00:00/86400', {
  entries: [entryOf(aRawEvent())],
  bytes: 10,
});

const bucket = rowsOf<Bucket>({
  name: 'a bucket of counted events',
  reader: 'usage/usage-writes.ts storedBucketFrom',
  keys: ['bucket'],
  example: aBucket,
  any: anyLike(aBucket, { bytes: anyCount, isSealed: fc.boolean() }),
  write: (table, one) => usage(table).write({ buckets: [one], counters: [] }),
  async read(table, { key }) {
    const found = (await usage(table).readBuckets([key], 'strong')).get(key);
    return found && { ...found, entries: Buffer.from(found.entries) };
  },
  sk: 'BUCKET',
  required: { entries: 'text', count: -1, bytes: 0.5, version: '1', sealed: 'no' },
  form: 'unsaid',
});

const aDay = { customerId: 'cus_1', projectId: 'prj_1', day: '2026-11-21' } as const;

const aGauge: Counter = {
  ...{ ...aDay, meter: 'storage', events: 1, bytes: 700 },
  measuredAt: '2026-11-21T04:00:00.000Z',
};

async function readCounter(table: Table, { customerId }: Counter): Promise<Counter | undefined> {
  const counters = new DynamoCounterReader(table).read({ customerId, month: '2026-11' });
  return (await counters.next()).value ?? undefined;
}

const counter = rowsOf<Counter>({
  name: 'a day’s counter',
  reader: 'usage/stored-counter.ts readCounter',
  keys: ['counter'],
  example: aGauge,
  any: anyLike(aGauge, { events: anyCount, bytes: anyCount, measuredAt: anyInstant }),
  write: (table, { measuredAt = '', bytes, ...one }) => {
    const change = { ...one, kind: 'gauge', sample: { measuredAt, bytes } } as const;
    return usage(table).write({ buckets: [], counters: [change] });
  },
  read: readCounter,
  sk: 'storage#',
  required: { events: '1', bytes: -1 },
  optional: { measuredAt: 'today' },
  form: 'unsaid',
});

export const rowsOfUsage: Rows[] = [customersStanding, projectsStanding, bucket, counter];
