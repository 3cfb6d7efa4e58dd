import { type ApiKey, hashSecret } from '#domain/access/api-key';
import type { CounterChange } from '#domain/usage/counter';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { eventOf, eventWrite } from '#stores/outbox';
import { CorruptRowError } from '#stores/stored';
import type { Item } from '#stores/table';
import { DynamoCounterBooks } from '#stores/usage/period-store';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { anEvent } from '#test/payments';

describe('the row of a customer’s API key', () => {
  const key: ApiKey = {
    id: 'key_1',
    name: 'Serveur de la boutique',
    scopes: ['payments:write', 'payments:read'],
    secretHash: hashSecret('secret'),
    customerId: 'cus_1',
    createdAt: '2026-11-21T10:00:00.000Z',
    createdBy: 'user-1',
  };

  const read = async (change: (row: Item) => Item) => {
    const memory = new MemoryTable();
    const store = new DynamoApiKeyStore(memory.table);
    await store.create(key, { ring: { version: 1, live: {} }, audit: anAuditEntry() });
    memory.put(change(memory.row('APIKEY')));
    return store.find(key.id);
  };

  test('is read while it names its customer', async () => {
    expect(await read((row) => row)).toMatchObject({ customerId: 'cus_1' });
  });

  test.each<[string, (row: Item) => Item]>([
    ['that lost its customer is not the shop’s own', ({ customerId: _, ...row }) => row],
    ['that names another customer is not theirs', (row) => ({ ...row, customerId: 'cus_2' })],
    ['that lost its place in the index has no customer', ({ ownerPk: _, ...row }) => row],
  ])('%s', async (_, change) => {
    await expect(read(change)).rejects.toThrow(/is corrupt: customerId\.$/);
  });
});

test('a list with a corrupt row fails: no row is left out silently', async () => {
  const memory = new MemoryTable();
  const customers = new DynamoCustomerStore(memory.table);
  const [sound, broken] = [aCustomer(), aCustomer()];
  for (const one of [sound, broken]) await customers.createOrGet(one, anAuditEntry());
  memory.put({ ...memory.row('CUSTOMER', `CUSTOMER#${broken.id}`), version: null });
  await expect(customers.list({ limit: 5 })).rejects.toThrow('is corrupt: version.');
});

describe('the event carried by a row', () => {
  const event = anEvent();

  async function carried(changes: Partial<Record<keyof typeof event, unknown>>) {
    const memory = new MemoryTable();
    await memory.table.write(eventWrite(event));
    const row = memory.row('EVENT');
    return () => eventOf({ ...row, event: { ...event, ...changes } });
  }

  test('is read as it was written, even if only another release knows it', async () => {
    expect((await carried({}))()).toEqual(event);
    expect((await carried({ type: 'payment.dreamt' }))().type).toBe('payment.dreamt');
  });

  // Nobody subscribes to no type: the news would be lost, and nobody would know.
  test.each([
    { id: '' },
    { type: undefined },
    { type: '' },
    { occurredAt: 'today' },
    { requestId: 7 },
    { data: 'pay_1' },
    { data: { paymentId: 7 } },
  ])('is refused with %j', async (changes) => {
    expect(await carried(changes)).toThrow(/^The row OUTBOX#\S+ EVENT is corrupt: event\.$/);
  });

  test('is reported as missing if it must exist', () => {
    expect(() => eventOf({ pk: 'OUTBOX#evt_1', sk: 'EVENT' })).toThrow(CorruptRowError);
  });
});

describe('the counter of a day', () => {
  const day = { customerId: 'cus_1', projectId: 'prj_1', day: '2026-11-21' } as const;

  async function counted(change: CounterChange) {
    const memory = new MemoryTable();
    await new DynamoUsageStore(memory.table).write({ buckets: [], counters: [change] });
    const read = () => new DynamoCounterBooks(memory.table).readMonth('cus_1', '2026-11');
    return { memory, read };
  }

  test('of storage has no bytes before its first sample', async () => {
    const storage = { ...day, meter: 'storage' } as const;
    const { read } = await counted({ ...storage, kind: 'gauge', events: 2 });
    expect(await read()).toEqual([{ ...storage, events: 2, bytes: 0 }]);
  });

  test('of traffic that lost its bytes is not billed as zero', async () => {
    const traffic = { ...day, meter: 'traffic', kind: 'sum', events: 2, bytes: 700 } as const;
    const { memory, read } = await counted(traffic);
    expect(await read()).toMatchObject([{ events: 2, bytes: 700 }]);
    const { bytes: _, ...row } = memory.row('traffic#');
    memory.put(row);
    await expect(read()).rejects.toThrow(/is corrupt: bytes\.$/);
  });
});
