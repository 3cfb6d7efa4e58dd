import { requestExport, writeExport } from '#domain/exports/export';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoExportStore } from '#stores/export-store';
import { personalFiles } from '#stores/exporting/personal-data';
import { anAct, anAuditEntry } from '#test/audits';
import { noPause, SettableClock } from '#test/clock';
import { forgotten, forgottenId, storeForgotten } from '#test/erasures';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';

async function setup() {
  const memory = new MemoryTable();
  const clock = new SettableClock('2026-11-25T10:00:00.000Z');
  const users = new MemoryUserDirectory();
  await storeForgotten(memory.table, { clock, users });
  const exports = new DynamoExportStore(memory.table);
  const put = new Map<string, string>();
  const stored = {
    table: memory.table,
    belongings: new Belongings(memory.table, clock.now),
    documents: { get: async () => Buffer.from('%PDF') },
  };
  return {
    clock,
    exports,
    put,
    customers: new DynamoCustomerStore(memory.table),
    files: async () =>
      personalFiles(stored, (await exports.findCustomer(forgottenId))!, clock.now()),
    ask: (id = forgottenId) =>
      requestExport({ exports, pause: noPause }, id, anAct({ now: clock.now() })),
    write: () =>
      writeExport(
        {
          exports,
          collect: async ({ name }, { requestedAt }) => Buffer.from(`${name}, ${requestedAt}`),
          put: async (key, bytes) => void put.set(key, Buffer.from(bytes).toString()),
          now: clock.now,
        },
        forgottenId,
      ),
    told: () =>
      memory
        .rows()
        .filter(({ event }) => /export_requested/.test((event as { type?: string })?.type ?? '')),
  };
}

test('an export is asked for once a day, written once, and found where it says', async () => {
  const { ask, write, told, put, clock, exports } = await setup();
  const first = await ask();
  expect(first).toMatchObject({ state: 'running', requestedBy: 'person:user-admin' });
  expect(await ask()).toEqual(first);
  expect(told()).toHaveLength(1);
  expect(await write()).toBe('written');
  expect(await write()).toBe('ignored');
  const done = (await exports.find(forgottenId))!;
  expect(put.get(done.file!.key)).toBe(`${forgotten.name}, ${first.requestedAt}`);
  expect(await ask()).toEqual(done);
  clock.advance(24 * 3_600_000);
  expect(await ask()).toMatchObject({ state: 'running', version: 3 });
  expect(told()).toHaveLength(2);
});

test('it holds everything of the customer, and nothing that allows to act', async () => {
  const { files } = await setup();
  const found = new Map(
    (await files()).map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
  );
  expect([...found.keys()]).toEqual([
    'profile.json',
    'orders.json',
    'payments.json',
    'usage.json',
    'audit.json',
    'invoices/FA-2026-000001.pdf',
  ]);
  expect(JSON.parse(found.get('profile.json')!)).toMatchObject({
    customer: forgotten,
    members: [{ email: forgotten.email }],
  });
  expect(JSON.parse(found.get('orders.json')!)).toMatchObject([{ id: 'ord_theirs' }]);
  expect(JSON.parse(found.get('payments.json')!)).toMatchObject([
    { buyer: { email: forgotten.email }, refunds: [{ id: 'ref_1' }], invoiceId: 'inv_forgotten' },
  ]);
  expect(found.get('audit.json')).toContain('refund.requested');
  expect([...found.values()].join()).not.toMatch(/notificationTokenHash|"action": \{/);
});

test('nothing is handed out of who is erased or unknown', async () => {
  const { ask, write, customers } = await setup();
  await ask();
  const customer = (await customers.find(forgottenId))!;
  const erased = { ...customer, state: 'erased' as const, version: customer.version + 1 };
  await customers.save(erased, { audit: anAuditEntry() });
  expect(await write()).toBe('ignored');
  await expect(ask()).rejects.toMatchObject({ code: 'customer_not_found' });
  await expect(ask('cus_nobody')).rejects.toMatchObject({ code: 'customer_not_found' });
});
