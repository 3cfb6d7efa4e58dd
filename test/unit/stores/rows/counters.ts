import fc from 'fast-check';
import type { BusinessMonth } from '#domain/monitoring/business-month';
import type { Change } from '#domain/monitoring/count-changes';
import type { CountedSlot } from '#domain/monitoring/counted-slot';
import { type Counts, countNames, type Totals } from '#domain/monitoring/counters';
import type { Histogram } from '#domain/monitoring/histogram';
import type { GivenBack } from '#domain/monitoring/payment-facts';
import { DynamoBusinessStore } from '#stores/business-store';
import { changeFrom } from '#stores/changes';
import { DynamoCounterStore } from '#stores/counter-store';
import { keys } from '#stores/keys';
import { anyCount, anyHash, anyInstant, anyLike } from '#test/any-values';
import { aSlot } from '#test/counted';
import { anEvent } from '#test/payments';
import { providerNames } from '#vocabulary/providers';
import { aBusinessMonth } from '../../../contracts/business-store.ts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');

const anyCounts: fc.Arbitrary<Counts> = fc
  .tuple(...countNames.map((name) => anyCount.map((number) => [name, number] as const)))
  .map((counts) => Object.fromEntries(counts) as Record<keyof Counts, number>);

const anyHistogram: fc.Arbitrary<Histogram> = fc.record({
  buckets: fc.dictionary(fc.integer({ min: -80, max: 112 }).map(String), anyCount),
  sumMs: anyCount,
});

const anySeries = fc.dictionary(fc.constantFrom('stripe#card#EUR', 'cinetpay#card#XOF'), anyCounts);
const anyLatencies = fc.dictionary(fc.constantFrom('settling#stripe'), anyHistogram);

const anyMark = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

const sums = {
  'series.stripe#card#EUR.completed': -1,
  'latencies.settling#stripe.buckets.-20': 'one',
};

const sumsRequired = { series: [], latencies: 7, 'latencies.settling#stripe.sumMs': '301' };

const slotRow = rowsOf<CountedSlot>({
  name: 'the counters of five minutes',
  reader: 'stored-counters.ts readSlot',
  keys: ['slot'],
  example: aSlot(),
  any: anyLike(aSlot(), {
    series: anySeries,
    latencies: anyLatencies,
    uninvoiced: fc.dictionary(anyHash, anyInstant),
    seen: fc.uniqueArray(anyMark).map((marks) => new Set(marks)),
    older: fc.uniqueArray(anyHash),
    countedAt: anyInstant,
  }),
  write: (table, slot) => new DynamoCounterStore(table, now).save(slot),
  read: (table, { at }) => new DynamoCounterStore(table, now).slot(at),
  sk: '10:00',
  required: { ...sumsRequired, seen: 'marks', countedAt: 'now', version: -1 },
  optional: { ...sums, 'uninvoiced.pay_1': 'today', 'older.0': '' },
});

const before = rowsOf<Totals>({
  name: 'the sum of everything before a day',
  reader: 'stored-counters.ts readSum',
  keys: ['before', 'hour'],
  example: { series: aSlot().series, latencies: aSlot().latencies, updatedAt: aSlot().countedAt },
  any: fc.record({ series: anySeries, latencies: anyLatencies, updatedAt: anyInstant }),
  write: (table, totals) => new DynamoCounterStore(table, now).openDay('2026-11-21', totals),
  read: (table) => new DynamoCounterStore(table, now).totals(),
  sk: 'BEFORE',
  required: sumsRequired,
  optional: { ...sums, countedAt: 'now' },
});

const refund: GivenBack = {
  paymentId: 'pay_1',
  of: 'ref_1',
  at: '2026-11-21T10:00:00.000Z',
  postings: [{ money: { minor: 800 } }],
};

const entryKey = keys.ledgerEntry(refund.paymentId, 'refunded#ref_1');

const givenBack = rowsOf<GivenBack>({
  name: 'money that was given back',
  reader: 'changes.ts givenBackFrom',
  example: refund,
  any: anyLike(refund, {
    of: anyHash,
    at: anyInstant,
    postings: fc.array(fc.record({ money: fc.record({ minor: anyCount }) })),
  }),
  write: (table, item) => table.writeMany([{ key: entryKey, item }]),
  async read(table) {
    const change = changeFrom((await table.get(entryKey))!);
    if (change?.kind !== 'refund') throw new Error('it is read as a refund');
    const { kind: _, ...read } = change;
    return read;
  },
  sk: 'LEDGER#refunded#ref_1',
  required: {
    paymentId: '',
    of: '',
    at: 'today',
    postings: 'one',
    'postings.0.money': 8,
    'postings.0.money.minor': -1,
  },
});

type Captured = Extract<Change, { kind: 'settled' }>;

const settled: Captured = {
  kind: 'settled',
  paymentId: 'pay_1',
  provider: 'stripe',
  at: '2026-11-21T10:00:00.000Z',
  settledInMs: 310,
  acknowledgedInMs: 42,
};

const capturedKey = keys.ledgerEntry('pay_1', 'captured');

const captured = rowsOf<Captured>({
  name: 'money that came',
  reader: 'changes.ts capturedFrom',
  example: settled,
  any: anyLike(settled, {
    provider: fc.constantFrom(...providerNames),
    at: anyInstant,
    settledInMs: anyCount,
    acknowledgedInMs: anyCount,
  }),
  write: (table, { provider, kind: _, ...item }) =>
    table.writeMany([
      { key: capturedKey, item: { ...item, postings: [{ to: `provider:${provider}` }] } },
    ]),
  read: async (table) => (changeFrom((await table.get(capturedKey))!) ?? settled) as Captured,
  sk: 'LEDGER#captured',
  required: { paymentId: '', at: 'today', postings: 'one', 'postings.0.to': '' },
  optional: { settledInMs: -1, acknowledgedInMs: -1 },
});

type Drawn = Extract<Change, { kind: 'invoice' }>;

const issued = anEvent({
  type: 'invoice.issued',
  data: { invoiceId: 'inv_1', paymentId: 'pay_1' },
});

const drawn: Drawn = {
  kind: 'invoice',
  paymentId: 'pay_1',
  issuedAt: issued.occurredAt,
  drawnInMs: 24,
};

const document = rowsOf<Drawn>({
  name: 'a document that was drawn',
  reader: 'changes.ts drawnFrom',
  example: drawn,
  any: anyLike(drawn, { drawnInMs: anyCount }),
  write: (table, { drawnInMs }) =>
    table.writeMany([{ key: keys.invoiceDocument('inv_1'), item: { event: issued, drawnInMs } }]),
  read: async (table) => changeFrom((await table.get(keys.invoiceDocument('inv_1')))!) as Drawn,
  sk: 'DOCUMENT',
  required: {},
  optional: { drawnInMs: -1 },
});

const business = rowsOf<BusinessMonth>({
  name: 'how the business stood in a month',
  reader: 'business-store.ts businessMonthFrom',
  keys: ['businessMonth'],
  example: aBusinessMonth(),
  any: anyLike(aBusinessMonth(), {
    countedAt: anyInstant,
    plans: fc.dictionary(anyHash, anyCount),
    subscriptions: anyCount,
    projects: anyCount,
    trafficBytes: anyCount,
    storageBytes: anyCount,
  }),
  write: (table, month) => new DynamoBusinessStore(table).save(month),
  async read(table) {
    const [month] = await new DynamoBusinessStore(table).last(1);
    return month!;
  },
  sk: '2026-11',
  required: {
    month: 'November',
    countedAt: 'now',
    plans: 3,
    subscriptions: -1,
    projects: '7',
    trafficBytes: -1,
    storageBytes: 0.5,
  },
  optional: { 'plans.pro': -1 },
});

export const rowsOfCounters: Rows[] = [slotRow, before, givenBack, captured, document, business];
