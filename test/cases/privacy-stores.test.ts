import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { carryOutErasure } from '#domain/erasure/carry-out-erasure';
import { planErasure, requestErasure } from '#domain/erasure/request-erasure';
import { requestExport, writeExport } from '#domain/exports/export';
import { applyRetention } from '#domain/retention/apply-retention';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoExportStore } from '#stores/export-store';
import { personalFiles } from '#stores/exporting/personal-data';
import { DynamoFailedProofs } from '#stores/failed-proofs';
import { keys } from '#stores/keys';
import { proofStore } from '#stores/retention/due-erasures';
import { anAct } from '#test/audits';
import { noPause, SettableClock } from '#test/clock';
import { aTable, client } from '#test/contract-table';
import { erasingIn, forgotten, forgottenId, storeForgotten } from '#test/erasures';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { retainingIn, storeFailed, storeGuest, storeOrder, storeStopped } from '#test/retention';
import { rowsNaming } from '#test/rows-naming';

/** A person with everything that is ever stored of one, on a table that nobody else uses. */
async function setup() {
  const { name, table } = await aTable();
  const clock = new SettableClock('2026-11-25T10:00:00.000Z');
  const world = { clock, users: new MemoryUserDirectory() };
  await storeForgotten(table, world);
  const belongings = new Belongings(table, clock.now);
  const naming = async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
    return rowsNaming(
      Items.map((item) => unmarshall(item)),
      Object.values(forgotten),
    ).filter((row) => !row.startsWith('INVOICE#'));
  };
  return { table, clock, belongings, deps: erasingIn(table, world), naming };
}

/** Of a month that nobody closed. */
const unbilled = { customerId: forgottenId, month: '2026-10' };

const job = { customerId: forgottenId, requestId: 'request-1' };

test('on a real table a person is erased from every row but the invoice, and each step done twice finds nothing', async () => {
  const { clock, belongings, deps, naming } = await setup();
  const asking = {
    erasures: deps.erasures,
    survey: (id: string) => belongings.survey(id),
    hasUnbilledUsage: async () => belongings.hasInvoice({ ...unbilled, currency: 'EUR' }),
    pause: noPause,
  };
  expect((await planErasure(asking, forgottenId, clock.now())).obstacles).toEqual([]);
  expect((await naming()).length).toBeGreaterThan(15);
  const erasure = await requestErasure(asking, forgottenId, anAct({ now: clock.now() }));
  const customer = (await deps.erasures.findCustomer(forgottenId))!;
  const subject = { erasure, customer, members: await deps.erasures.members(forgottenId) };
  expect(await carryOutErasure(deps, job)).toBe('erased');
  expect(await naming()).toEqual([]);
  // These count whom they are told of, whether they find them or not.
  for (const { name, run } of deps.steps) {
    const found = await run(subject);
    if (name !== 'people' && name !== 'members') expect([name, found]).toEqual([name, 0]);
  }
  expect(await carryOutErasure(deps, job)).toBe('done_before');
  const { erasures } = await deps.erasures.list({ limit: 10 });
  expect(erasures).toMatchObject([{ customerId: forgottenId, state: 'done' }]);
});

test('on a real table that was restored, an operator erases the person again, and nobody unknown', async () => {
  const { deps, naming } = await setup();
  expect(await deps.erasures.list({ limit: 1 })).toEqual({ erasures: [], nextCursor: null });
  expect(await carryOutErasure(deps, job)).toBe('erased');
  expect(await naming()).toEqual([]);
  expect(await deps.erasures.find(forgottenId)).toMatchObject({ requestedBy: 'operator' });
  expect(await carryOutErasure(deps, { ...job, customerId: 'cus_nobody' })).toBe('unknown');
});

test('on a real table an export finds what a person has, is written once, and goes with the person', async () => {
  const { table, clock, belongings, deps } = await setup();
  const exports = new DynamoExportStore(table);
  const put = new Map<string, Uint8Array>();
  const documents = { get: async () => Buffer.from('%PDF') };
  const write = () =>
    writeExport(
      {
        exports,
        collect: async (customer) => {
          const files = await personalFiles(
            { table, belongings, documents },
            customer,
            clock.now(),
          );
          return Buffer.from(files.map(({ name }) => name).join());
        },
        put: async (key, bytes) => void put.set(key, bytes),
        now: clock.now,
      },
      forgottenId,
    );
  await requestExport({ exports, pause: noPause }, forgottenId, anAct({ now: clock.now() }));
  expect(await write()).toBe('written');
  expect(await write()).toBe('ignored');
  const { file } = (await exports.find(forgottenId))!;
  expect(Buffer.from(put.get(file!.key)!).toString()).toBe(
    'profile.json,orders.json,payments.json,usage.json,audit.json,invoices/FA-2026-000001.pdf',
  );
  expect(await carryOutErasure(deps, job)).toBe('erased');
  expect(await exports.find(forgottenId)).toBeUndefined();
});

test('on a real table wrong proofs are counted by the hour, and a ban runs until it is lifted', async () => {
  const { table } = await aTable();
  const proofs = new DynamoFailedProofs(table);
  const subject = 'address#a';
  const now = new Date('2026-11-25T10:30:00.000Z');
  expect(await proofs.count(subject, now)).toBe(1);
  expect(await proofs.count(subject, now)).toBe(2);
  expect(await proofs.count(subject, new Date('2026-11-25T11:00:00.000Z'))).toBe(1);
  expect(await proofs.lastBan(subject)).toBeUndefined();
  const ban = { subject, until: '2026-11-25T11:30:00.000Z', times: 1, by: 'limit' as const };
  await proofs.ban(ban, now);
  await proofs.ban({ ...ban, until: '2026-11-25T12:30:00.000Z', times: 2 }, now);
  expect(await proofs.lastBan(subject)).toEqual(ban);
  expect(await proofs.listBans(now)).toEqual([ban]);
  expect(await proofs.lift(subject, now)).toBe(true);
  expect(await proofs.lift(subject, now)).toBe(false);
  expect(await proofs.listBans(now)).toEqual([]);
});

test('on a real table the retention periods find what is old enough, once, and what has stopped', async () => {
  const { table } = await aTable();
  const clock = new SettableClock('2030-06-15T10:00:00.000Z');
  const deps = retainingIn(table, clock.now);
  const apply = async () => {
    const { did, failures } = await applyRetention(deps, { now: clock.now(), requestId: 'run' });
    expect(failures).toEqual([]);
    return Object.fromEntries(Object.entries(did).filter(([, ids]) => ids.length > 0));
  };
  const [longAgo, season, today] = ['2027-05-01', '2030-03-01', '2030-06-15'].map(
    (day) => `${day}T08:00:00.000Z`,
  ) as [string, string, string];
  const guest = await storeGuest(table, longAgo);
  const buyer = { email: guest.email, name: guest.name, customerId: guest.id };
  const back = await storeGuest(table, longAgo);
  await storeOrder(table, today, { customerId: back.id, buyer: { ...buyer, customerId: back.id } });
  const orders = [];
  for (const at of ['2028-01-01T00:00:00.000Z', season]) orders.push(await storeOrder(table, at));
  const failed = await storeFailed(table, season);
  const nobodys = await storeFailed(table, longAgo, {
    status: 'completed',
    isDuplicate: true,
    buyer: { email: guest.email, name: guest.name },
  });
  const paid = await storeOrder(table, season);
  await table.write({ put: { key: keys.orderPaid(`shop#${paid.id}`), item: { paymentId: 'p' } } });
  const stopped = await storeStopped(table, today);
  const reviewed = { state: 'done' as const, reviewAt: season };
  const proof = await storeStopped(table, season, reviewed);
  const kept = [{ kind: 'invoice', count: 1, sha256: 'a'.repeat(64), basis: 'L123-22' }];
  const proofOfKept = await storeStopped(table, season, { ...reviewed, kept });
  const exports = new DynamoExportStore(table);
  await requestExport({ exports, pause: noPause }, guest.id, anAct({ now: new Date(today) }));
  expect(await apply()).toEqual({
    erasuresTakenUp: [stopped.customerId],
    exportsTakenUp: [guest.id],
    customersErased: [guest.id],
    ordersForgotten: orders.map(({ id }) => id),
    unpaidPaymentsForgotten: [failed.id],
    nobodysPaymentsForgotten: [nobodys.id],
    proofsDeleted: [proof.customerId],
    proofsDue: [proofOfKept.customerId],
  });
  expect(await apply()).toEqual({});
  const late = await storeOrder(table, '2030-03-15T00:00:00.000Z');
  clock.set('2030-06-16T10:00:00.000Z');
  expect(await apply()).toMatchObject({ ordersForgotten: [late.id] });
  const erasures = new DynamoErasureStore(table);
  expect(await proofStore(table).remove({ ...proof, version: 7 })).toBe('stale');
  expect(await erasures.find(proof.customerId)).toBeUndefined();
});
