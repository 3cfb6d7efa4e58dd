import fc from 'fast-check';
import { isAbout, mailboxesOf } from '#domain/erasure/belongings';
import { carryOutErasure } from '#domain/erasure/carry-out-erasure';
import { erasedAddress } from '#domain/erasure/erased';
import { money } from '#domain/money';
import { applyRetention } from '#domain/retention/apply-retention';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoErasureStore } from '#stores/erasure-store';
import { keys } from '#stores/keys';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { SettableClock } from '#test/clock';
import { KillSwitch, ProcessKilled } from '#test/crash';
import { aSubscription } from '#test/customers';
import { erasingIn } from '#test/erasures';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { aCompletedPayment } from '#test/payments';
import { retainingIn, storeFailed, storeGuest, storeOrder } from '#test/retention';
import { rowsNaming } from '#test/rows-naming';

const today = '2030-06-15T10:00:00.000Z';
const longAgo = '2027-06-14T10:00:00.000Z';
const sinceThen = '2027-06-16T10:00:00.000Z';

function setup(at = today) {
  const memory = new MemoryTable();
  const clock = new SettableClock(at);
  const { table } = memory;
  const deps = retainingIn(table, clock.now);
  return {
    memory,
    table,
    clock,
    deps,
    customers: new DynamoCustomerStore(table),
    orders: new DynamoOrderStore(table, clock.now),
    payments: new DynamoPaymentStore(table, clock.now),
    erasures: new DynamoErasureStore(table),
    apply: async () => {
      const report = await applyRetention(deps, { now: clock.now(), requestId: 'request-run' });
      expect(report.failures).toEqual([]);
      return report.did;
    },
    told: (type: string) =>
      memory.rows().filter(({ event }) => (event as { type?: string } | undefined)?.type === type),
  };
}

describe('a guest who never became a member', () => {
  test('is erased three years after the last contact, by the same job, and the proof says why', async () => {
    const { table, apply, erasures, told, memory, clock } = setup();
    const guest = await storeGuest(table, longAgo);
    expect(await apply()).toMatchObject({ customersErased: [guest.id], customersRefused: [] });
    expect(told('customer.erasure_requested')).toHaveLength(1);
    const actor = 'schedule:apply-retention';
    expect(await erasures.find(guest.id)).toMatchObject({ state: 'running', requestedBy: actor });
    const audit = memory.rows().filter(({ pk }) => String(pk).startsWith('AUDIT#2030-06'));
    expect(audit).toMatchObject([{ action: 'customer.erasure_requested', actor }]);
    const world = { clock, users: new MemoryUserDirectory() };
    const job = { customerId: guest.id, requestId: 'request-job' };
    expect(await carryOutErasure(erasingIn(table, world), job)).toBe('erased');
    expect(rowsNaming(memory.rows(), [guest.email, guest.name])).toEqual([]);
    expect(await apply()).toMatchObject({ customersErased: [], customersRefused: [] });
  });

  test.each([
    ['was changed', { updatedAt: sinceThen }, false],
    ['set a password', { state: undefined }, false],
    ['was archived as a member', { state: undefined, archivedAt: longAgo }, true],
    ['was archived not long ago', { archivedAt: sinceThen, updatedAt: sinceThen }, false],
    ['pays for a plan', { subscription: aSubscription() }, false],
    ['was erased', { state: 'erased' as const, erasedAt: longAgo }, false],
  ])('who %s: erased? %p', async (_, changes, isErased) => {
    const { table, apply } = setup();
    const guest = await storeGuest(table, longAgo, changes);
    expect((await apply()).customersErased).toEqual(isErased ? [guest.id] : []);
  });

  test.each(['order', 'payment'] as const)('stays when the last %s is younger', async (what) => {
    const { table, apply } = setup();
    const guest = await storeGuest(table, longAgo);
    const buyer = { email: guest.email, name: guest.name, customerId: guest.id };
    if (what === 'order') await storeOrder(table, sinceThen, { buyer, customerId: guest.id });
    else await storeFailed(table, sinceThen, { buyer });
    expect((await apply()).customersErased).toEqual([]);
  });

  test('stays while a payment needs the person, is named to the operator, and goes later', async () => {
    const { table, apply, payments } = setup();
    const guest = await storeGuest(table, longAgo);
    const buyer = { email: guest.email, name: guest.name, customerId: guest.id };
    const open = await storeFailed(table, longAgo, { buyer, dispute: 'open' });
    for (const _ of ['today', 'and again']) {
      const { customersErased, customersRefused } = await apply();
      expect([customersErased, customersRefused]).toEqual([[], [guest.id]]);
    }
    const lost = { ...open, dispute: 'lost' as const, version: open.version + 1 };
    expect(await payments.save({ payment: lost })).toBe('saved');
    expect((await apply()).customersErased).toEqual([guest.id]);
  });

  test('is forgotten without what came under the address alone, which may be younger', async () => {
    const { table, apply, clock, payments } = setup();
    const guest = await storeGuest(table, longAgo);
    const buyer = { email: guest.email, name: guest.name };
    const recent = await storeFailed(table, '2030-06-01T10:00:00.000Z', { buyer });
    await apply();
    const job = { customerId: guest.id, requestId: 'request-job' };
    await carryOutErasure(erasingIn(table, { clock, users: new MemoryUserDirectory() }), job);
    expect((await payments.find(recent.id))!.buyer).toEqual(buyer);
  });

  test('is not sought by the address among what is nobody’s, as somebody is who asks', async () => {
    const { table, erasures, apply } = setup();
    const guest = await storeGuest(table, longAgo);
    const theirs = { buyer: { email: guest.email, name: 'Awa' }, createdAt: longAgo };
    await apply();
    const erasure = (await erasures.find(guest.id))!;
    const subject = { erasure, customer: guest, members: [] };
    expect(isAbout(theirs, subject, mailboxesOf(subject))).toBe(false);
    const asked = { ...subject, erasure: { ...erasure, requestedBy: 'person:user-admin' } };
    expect(isAbout(theirs, asked, mailboxesOf(asked))).toBe(true);
  });

  test('whenever the last contacts were and however often it runs: exactly those whose period is over', async () => {
    const from = Date.parse('2026-11-21T00:00:00.000Z');
    const times = fc.integer({ min: from, max: Date.parse(today) });
    const guests = fc.array(fc.record({ madeAt: times, orderAt: times }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(guests, fc.integer({ min: 1, max: 3 }), async (all, runs) => {
        const { table, apply } = setup();
        const cutoff = Date.parse('2027-06-15T10:00:00.000Z');
        const expected: string[] = [];
        for (const { madeAt, orderAt } of all) {
          const { id, email, name } = await storeGuest(table, new Date(madeAt).toISOString());
          const theirs = { buyer: { email, name, customerId: id }, customerId: id };
          await storeOrder(table, new Date(orderAt).toISOString(), theirs);
          if (Math.max(madeAt, orderAt) < cutoff) expected.push(id);
        }
        const erased: string[] = [];
        for (let run = 0; run < runs; run++) erased.push(...(await apply()).customersErased!);
        expect(erased.sort()).toEqual(expected.sort());
      }),
      { numRuns: 40 },
    );
  });
});

const season = '2030-03-01T10:00:00.000Z';

describe('what was ordered and never paid', () => {
  test('loses its buyer after ninety days, once, and keeps its lines', async () => {
    const { table, apply, orders, memory } = setup();
    const files = [{ id: 'file_1', name: 'Awa.pdf', contentType: 'application/pdf' as const }];
    const announced = files.map((file) => ({ ...file, bytes: 9, status: 'awaited' as const }));
    const order = await storeOrder(table, season, { title: 'Pour Awa', files: announced });
    const mine = { customerId: 'cus_1', status: 'cancelled' as const };
    const members = await storeOrder(table, season, mine);
    const { ordersForgotten } = await apply();
    expect([...ordersForgotten!].sort()).toEqual([order.id, members.id].sort());
    expect(rowsNaming(memory.rows(), ['Awa'])).toEqual([]);
    expect(await orders.find(order.id)).toMatchObject({
      status: 'cancelled',
      buyer: { email: erasedAddress, name: 'erased' },
      lines: order.lines,
      total: order.total,
    });
    expect((await orders.find(order.id))!).not.toHaveProperty('customerId');
    expect((await orders.find(members.id))!).toMatchObject({ customerId: 'cus_1' });
    expect((await apply()).ordersForgotten).toEqual([]);
  });

  test.each([
    ['is younger', '2030-03-18T10:00:00.000Z', {}],
    ['was paid', season, { paidBy: 'pay_1', status: 'in_progress' as const }],
    ['was paid and cancelled', season, { paidBy: 'pay_1', status: 'cancelled' as const }],
    ['was fulfilled without a payment of ours', season, { status: 'fulfilled' as const }],
  ])('stays as it is when it %s', async (_, at, changes) => {
    const { table, apply, orders } = setup();
    const order = await storeOrder(table, at, changes);
    expect((await apply()).ordersForgotten).toEqual([]);
    expect(await orders.find(order.id)).toEqual(order);
  });

  test('stays when a payment has paid for it that is not completed yet', async () => {
    const { table, apply, orders } = setup();
    const order = await storeOrder(table, season);
    const claim = { key: keys.orderPaid(`shop#${order.id}`), item: { paymentId: 'pay_1' } };
    await table.write({ put: claim });
    expect((await apply()).ordersForgotten).toEqual([]);
    expect(await orders.find(order.id)).toEqual(order);
  });

  test('is found however many there are, of whichever year, and after a crash at any call', async () => {
    const { memory, table, clock } = setup('2030-04-15T10:00:00.000Z');
    const days = Array.from({ length: 220 }, (_, day) => Date.UTC(2029, 8, 1 + day));
    for (const day of days) await storeOrder(table, new Date(day).toISOString());
    for (let call = 5; call < 50; call += 13) {
      const kill = new KillSwitch({ call, when: 'after' });
      const deps = retainingIn(table, clock.now);
      const records = { ...deps.records, orders: kill.watch(deps.records.orders) };
      const run = { now: clock.now(), requestId: 'request-run' };
      const { failures } = await applyRetention({ ...deps, records }, run);
      expect(failures).toMatchObject([{ part: 'orders', error: expect.any(ProcessKilled) }]);
    }
    await applyRetention(retainingIn(table, clock.now), { now: clock.now(), requestId: 'r' });
    const named = memory.rows().filter(({ pk, buyer }) => {
      const { email } = (buyer ?? {}) as { email?: string };
      return String(pk).startsWith('ORDER#') && email !== erasedAddress;
    });
    expect(named.map(({ createdAt }) => createdAt).sort()).toEqual(
      days
        .filter((day) => day >= Date.parse('2030-01-15T10:00:00.000Z'))
        .map((day) => new Date(day).toISOString()),
    );
  });
});

test('a run goes on behind the last order that another one looked at', async () => {
  const { table, deps, apply } = setup();
  const first = await storeOrder(table, season);
  await apply();
  const looks: (string | undefined)[] = [];
  const { orders } = deps.records;
  deps.records.orders = {
    ...orders,
    page: async (after, before, limit) => {
      looks.push(after);
      return orders.page(after, before, limit);
    },
  };
  await apply();
  expect(looks).toEqual([first.id]);
});

describe('a payment', () => {
  test('that came to nothing loses its buyer after ninety days; one that took money does not', async () => {
    const { table, apply, payments, memory } = setup();
    const email = 'awa@boite.example';
    const failed = await storeFailed(table, season, {
      buyer: { email, name: 'Awa Koné', customerId: 'cus_1' },
      orderId: email,
      description: 'Pour Awa',
    });
    const taken = aCompletedPayment({
      id: failed.id.replace('pay_01', 'pay_00'),
      createdAt: season,
    });
    await payments.createOrGet(taken);
    const young = await storeFailed(table, '2030-03-18T10:00:00.000Z');
    expect((await apply()).unpaidPaymentsForgotten).toEqual([failed.id]);
    expect(rowsNaming(memory.rows(), [email, 'Pour Awa'])).toEqual([]);
    expect(await payments.find(failed.id)).toMatchObject({
      status: 'failed',
      amount: failed.amount,
    });
    expect(await payments.find(young.id)).toEqual(young);
    expect((await payments.find(taken.id))!.buyer).toEqual(taken.buyer);
    expect((await apply()).unpaidPaymentsForgotten).toEqual([]);
  });

  test.each([
    ['may still be paid late', { providerReference: 'cs_test_late' }],
    ['took money all the same', { amountPaid: money(100, 'EUR') }],
    ['is disputed', { dispute: 'won' as const }],
    ['needs a person', { status: 'review' as const }],
  ])('that %s keeps its buyer', async (_, changes) => {
    const { table, apply, payments } = setup();
    const payment = await storeFailed(table, season, changes);
    expect((await apply()).unpaidPaymentsForgotten).toEqual([]);
    expect(await payments.find(payment.id)).toEqual(payment);
  });

  test('that should have ended long ago is named to the operator', async () => {
    const { table, apply, payments } = setup();
    const open = await storeFailed(table, season, { status: 'processing' });
    expect(await apply()).toMatchObject({
      unpaidPaymentsForgotten: [],
      unpaidPaymentsOpen: [open.id],
    });
    expect(await payments.find(open.id)).toEqual(open);
  });

  test('of nobody’s customer loses its buyer after three years, once nothing needs it', async () => {
    const { table, apply, payments } = setup();
    const paid = { status: 'completed' as const, completedAt: longAgo };
    const nobodys = { email: 'awa@boite.example', name: 'Awa Koné' };
    const [invoiced, lacking, owned] = [
      await storeFailed(table, longAgo, { ...paid, buyer: nobodys, isDuplicate: true }),
      await storeFailed(table, longAgo, { ...paid, buyer: nobodys }),
      await storeFailed(table, longAgo, { ...paid, buyer: { ...nobodys, customerId: 'cus_1' } }),
    ];
    expect((await apply()).nobodysPaymentsForgotten).toEqual([invoiced.id]);
    expect((await payments.find(invoiced.id))!.buyer.email).toBe(erasedAddress);
    for (const other of [lacking, owned]) expect(await payments.find(other.id)).toEqual(other);
  });
});

test('what fails does not hold up the others', async () => {
  const { table, deps, clock } = setup();
  const guest = await storeGuest(table, longAgo);
  const broken = { ...deps.records.orders, page: async () => Promise.reject(new Error('outage')) };
  const { did, failures } = await applyRetention(
    { ...deps, records: { ...deps.records, orders: broken } },
    { now: clock.now(), requestId: 'request-run' },
  );
  expect(failures).toEqual([{ part: 'orders', error: new Error('outage') }]);
  expect(did.customersErased).toEqual([guest.id]);
  expect(did.unpaidPaymentsForgotten).toEqual([]);
});
