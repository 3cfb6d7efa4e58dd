import { carryOutErasure, newErasure } from '#domain/erasure/carry-out-erasure';
import type { Erasure } from '#domain/erasure/erasure';
import { requestExport, writeExport } from '#domain/exports/export';
import { applyRetention } from '#domain/retention/apply-retention';
import { yearsOfDocumentsDue } from '#domain/retention/due';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoExportStore } from '#stores/export-store';
import { anAct } from '#test/audits';
import { noPause, SettableClock } from '#test/clock';
import { aCustomer } from '#test/customers';
import { erasingIn } from '#test/erasures';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { retainingIn, storeGuest } from '#test/retention';
import { defaultPeriods } from '#vocabulary/retention';
import { nextOf } from '../../../contracts/customer-store.ts';

const requestedAt = '2026-11-25T10:00:00.000Z';

async function setup() {
  const memory = new MemoryTable();
  const { table } = memory;
  const clock = new SettableClock(requestedAt);
  const customer = await storeGuest(table, requestedAt, aCustomer());
  const erasures = new DynamoErasureStore(table);
  const deps = retainingIn(table, clock.now);
  const asked: Erasure = newErasure({
    customerId: customer.id,
    requestedAt: clock.now(),
    requestedBy: 'person:user-admin',
    requestId: 'request-1',
  });
  return {
    table,
    clock,
    customer,
    erasures,
    exports: new DynamoExportStore(table),
    ask: async (changes: Partial<Erasure> = {}) => {
      const closed = nextOf(customer, { state: 'erased', erasedAt: requestedAt });
      expect(await erasures.begin({ erasure: { ...asked, ...changes }, customer: closed })).toBe(
        'saved',
      );
    },
    apply: async () => {
      const report = await applyRetention(deps, { now: clock.now(), requestId: 'request-run' });
      expect(report.failures).toEqual([]);
      return report.did;
    },
    started: (type: string) =>
      memory.rows().filter(({ event }) => (event as { type?: string } | undefined)?.type === type)
        .length,
  };
}

describe('an erasure that stopped', () => {
  test('is started again after an hour, once, and then goes on behind its last step', async () => {
    const { table, ask, apply, clock, customer, started, erasures } = await setup();
    await ask({ steps: [{ name: 'api_keys', at: '2026-11-25T10:20:00.000Z', count: 7 }] });
    clock.set('2026-11-25T11:19:59.000Z');
    expect((await apply()).erasuresTakenUp).toEqual([]);
    clock.set('2026-11-25T11:20:01.000Z');
    expect((await apply()).erasuresTakenUp).toEqual([customer.id]);
    expect((await apply()).erasuresTakenUp).toEqual([]);
    expect(started('customer.erasure_requested')).toBe(1);
    const job = { customerId: customer.id, requestId: 'request-run' };
    const world = { clock, users: new MemoryUserDirectory() };
    expect(await carryOutErasure(erasingIn(table, world), job)).toBe('erased');
    const { steps } = (await erasures.find(customer.id))!;
    expect(steps[0]).toMatchObject({ name: 'api_keys', count: 7 });
    clock.set('2026-11-26T10:00:00.000Z');
    expect((await apply()).erasuresTakenUp).toEqual([]);
  });

  test('and stops again is started again every hour that somebody looks', async () => {
    const { ask, apply, clock, customer } = await setup();
    await ask();
    for (const at of ['2026-11-25T15:00:00.000Z', '2026-11-25T21:00:00.000Z']) {
      clock.set(at);
      expect((await apply()).erasuresTakenUp).toEqual([customer.id]);
    }
  });

  test('is left to a job that writes it at the same time', async () => {
    const { table, ask, clock, erasures, customer, started } = await setup();
    await ask();
    clock.set('2026-11-25T15:00:00.000Z');
    const deps = retainingIn(table, clock.now);
    const faster = {
      ...deps.unfinished,
      erasures: async (...page: Parameters<typeof deps.unfinished.erasures>) => {
        const found = await deps.unfinished.erasures(...page);
        await erasures.note({ ...found[0]!, version: found[0]!.version + 1 });
        return found;
      },
    };
    const run = { now: clock.now(), requestId: 'request-run' };
    const { did } = await applyRetention({ ...deps, unfinished: faster }, run);
    expect(did.erasuresTakenUp).toEqual([]);
    expect(started('customer.erasure_requested')).toBe(0);
    expect(await erasures.find(customer.id)).toMatchObject({ version: 2 });
  });
});

describe('an export that stopped', () => {
  test('is started again after an hour, once, as long as its day is not over', async () => {
    const { apply, clock, customer, exports, started } = await setup();
    await requestExport({ exports, pause: noPause }, customer.id, anAct({ now: clock.now() }));
    clock.set('2026-11-25T10:59:00.000Z');
    expect((await apply()).exportsTakenUp).toEqual([]);
    clock.set('2026-11-25T11:01:00.000Z');
    expect((await apply()).exportsTakenUp).toEqual([customer.id]);
    expect((await apply()).exportsTakenUp).toEqual([]);
    expect(started('customer.export_requested')).toBe(2);
    clock.set('2026-11-26T10:00:00.000Z');
    expect((await apply()).exportsTakenUp).toEqual([]);
  });

  test('is not, once it is written', async () => {
    const { apply, clock, customer, exports } = await setup();
    await requestExport({ exports, pause: noPause }, customer.id, anAct({ now: clock.now() }));
    const written = { collect: async () => Buffer.from('PK'), put: async () => {} };
    await writeExport({ exports, ...written, now: clock.now }, customer.id);
    clock.set('2026-11-25T15:00:00.000Z');
    expect((await apply()).exportsTakenUp).toEqual([]);
  });
});

describe('the proof of an erasure', () => {
  const done = { state: 'done' as const, finishedAt: requestedAt };

  test('goes after five years when nothing of the person is kept', async () => {
    const { ask, apply, clock, customer, erasures } = await setup();
    await ask({ ...done, reviewAt: '2031-11-25T10:00:00.000Z' });
    clock.set('2031-11-25T09:59:00.000Z');
    expect((await apply()).proofsDeleted).toEqual([]);
    clock.set('2031-11-25T10:01:00.000Z');
    expect((await apply()).proofsDeleted).toEqual([customer.id]);
    expect(await erasures.find(customer.id)).toBeUndefined();
  });

  test('of somebody whose invoices are kept is never deleted: it is told of once a year', async () => {
    const { ask, apply, clock, customer, erasures } = await setup();
    const kept = [{ kind: 'invoice', count: 2, sha256: 'a'.repeat(64), basis: 'L123-22' }];
    await ask({ ...done, kept, reviewAt: '2036-12-31T23:59:59.000Z' });
    clock.set('2037-01-02T10:00:00.000Z');
    expect(await apply()).toMatchObject({ proofsDeleted: [], proofsDue: [customer.id] });
    expect((await apply()).proofsDue).toEqual([]);
    expect(await erasures.find(customer.id)).toMatchObject({ kept });
    clock.set('2038-01-02T10:00:01.000Z');
    expect((await apply()).proofsDue).toEqual([customer.id]);
  });
});

test.each([
  ['2036-12-31T23:59:59.000Z', []],
  ['2037-01-01T00:00:00.000Z', [2026]],
  ['2039-05-01T00:00:00.000Z', [2026, 2027, 2028]],
])('documents of which years are due at %s', (now, years) => {
  expect(yearsOfDocumentsDue(defaultPeriods, new Date(now))).toEqual(years);
});
