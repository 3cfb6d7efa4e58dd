import type { Customer } from '#domain/customers/customer';
import { carryOutErasure } from '#domain/erasure/carry-out-erasure';
import { erasedAddress } from '#domain/erasure/erased';
import { planErasure, requestErasure } from '#domain/erasure/request-erasure';
import { hasUnbilledUsage } from '#domain/erasure/unbilled-usage';
import { ProviderUnreachableError } from '#domain/errors';
import { mailboxHash } from '#domain/members/mailbox';
import { money } from '#domain/money';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoExportStore } from '#stores/export-store';
import { keys } from '#stores/keys';
import { DynamoOrderStore } from '#stores/order-store';
import { unpackedText } from '#stores/packing/packed-text';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { anAct, anAuditEntry } from '#test/audits';
import { noPause, SettableClock } from '#test/clock';
import { KillSwitch, type Moment, ProcessKilled } from '#test/crash';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import {
  erasingIn,
  forgotten,
  forgottenAtStripe,
  forgottenId,
  storeForgotten,
  storePayment,
} from '#test/erasures';
import { MemoryStoredFiles } from '#test/memory-stored-files';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { anOrderFile, aPdf } from '#test/order-files';
import { aStoredOrder } from '#test/orders';
import { paymentIdOf } from '#test/payments';
import { rowsNaming } from '#test/rows-naming';

const job = { customerId: forgottenId, requestId: 'request-1' };
const words = Object.values(forgotten);
const requestedAt = '2026-11-25T10:00:00.000Z';

async function setup() {
  const memory = new MemoryTable();
  const clock = new SettableClock(requestedAt);
  const users = new MemoryUserDirectory();
  const world = { clock, users };
  await storeForgotten(memory.table, world);
  const deps = erasingIn(memory.table, world);
  const belongings = new Belongings(memory.table, clock.now);
  const billing = {
    plans: somePlans,
    periods: new DynamoPeriodStore(memory.table),
    hasInvoice: belongings.hasInvoice.bind(belongings),
  };
  const asking = {
    erasures: deps.erasures,
    survey: (id: string) => belongings.survey(id),
    hasUnbilledUsage: (customer: Customer, now: Date) => hasUnbilledUsage(billing, customer, now),
    pause: noPause,
  };
  const context = anAct({ now: clock.now() });
  return {
    memory,
    world,
    deps,
    users,
    customers: new DynamoCustomerStore(memory.table),
    orders: new DynamoOrderStore(memory.table, clock.now),
    payments: new DynamoPaymentStore(memory.table, clock.now),
    plan: () => planErasure(asking, forgottenId, clock.now()),
    request: () => requestErasure(asking, forgottenId, context),
    pay: (changes: Parameters<typeof storePayment>[2]) =>
      storePayment(memory.table, clock, {
        buyer: { email: forgotten.email, name: forgotten.name, customerId: forgottenId },
        ...changes,
      }),
    /** Rows that name the person, without those that the law keeps. */
    naming: () =>
      rowsNaming(memory.rows(), words).filter((row) => !row.startsWith('INVOICE#inv_forgotten')),
    told: (type: string) =>
      memory.rows().filter(({ event }) => (event as { type?: string } | undefined)?.type === type),
  };
}

type Setup = Awaited<ReturnType<typeof setup>>;

/** A run that may be killed at a call to the table or to the directory. */
async function runKilledAt({ memory, world }: Setup, moment?: Moment): Promise<number> {
  const kill = new KillSwitch(moment);
  const client = { send: kill.watchCall((command) => memory.send(command as never)) };
  const table = new Table(client as never, 'main');
  const deps = erasingIn(table, { ...world, users: kill.watch(world.users) });
  await carryOutErasure(deps, job).catch((error) => {
    if (!(error instanceof ProcessKilled)) throw error;
  });
  return kill.calls;
}

test('nothing names the person any more, but the invoice, and the proof says what was done', async () => {
  const { deps, request, naming, users, memory, told } = await setup();
  expect(naming().length).toBeGreaterThan(15);
  await request();
  expect(await carryOutErasure(deps, job)).toBe('erased');
  expect(naming()).toEqual([]);
  expect(users.people.size).toBe(0);
  const kept = unpackedText(memory.row('INVOICE', 'INVOICE#inv_forgotten').content as Uint8Array);
  expect(JSON.parse(kept)).toMatchObject({ customer: { name: forgotten.name } });
  const proof = (await deps.erasures.find(forgottenId))!;
  expect(proof).toMatchObject({
    state: 'done',
    requestedBy: 'person:user-admin',
    kept: [{ kind: 'invoice', count: 1 }],
    reviewAt: '2036-12-31T23:59:59.000Z',
  });
  expect(Object.fromEntries(proof.steps.map(({ name, count }) => [name, count]))).toEqual({
    api_keys: 1,
    people: 1,
    notifications: 2,
    audit: 4,
    messages: 1,
    payments: 2,
    orders: 2,
    projects: 2,
    provider_customer: 1,
    webhooks: 2,
    links: 4,
    export: 0,
    members: 1,
  });
  expect(told('customer.erased')).toHaveLength(1);
  expect(await carryOutErasure(deps, job)).toBe('done_before');
  expect(told('customer.erased')).toHaveLength(1);
});

test('amounts, numbers and lines stay, for the books and for claims', async () => {
  const { deps, request, payments, orders } = await setup();
  const before = (await payments.find(paymentIdOf('paid')))!;
  await request();
  await carryOutErasure(deps, job);
  const after = (await payments.find(before.id))!;
  const { amount, amountPaid, amountRefunded, providerReference, completedAt } = before;
  expect(after).toMatchObject({
    amount,
    amountPaid,
    amountRefunded,
    providerReference,
    completedAt,
  });
  expect(after.buyer).toEqual({ email: erasedAddress, name: 'erased', customerId: forgottenId });
  const theirs = (await orders.find('ord_theirs'))!;
  expect(theirs).toMatchObject({ status: 'in_progress', lines: [{ description: 'Affiche A2' }] });
  expect(await orders.find('ord_nobodys')).toMatchObject({
    status: 'cancelled',
    customerId: forgottenId,
  });
});

test('a crash between any two calls is repaired by the next run, and the person is told of once', async () => {
  const first = await setup();
  await first.request();
  const calls = await runKilledAt(first);
  expect(calls).toBeGreaterThan(60);
  // A share of all moments: each takes a quarter of a second.
  for (let call = 1; call <= calls; call += 11)
    for (const when of ['before', 'after'] as const) {
      const other = await setup();
      await other.request();
      await runKilledAt(other, { call, when });
      await runKilledAt(other);
      expect([call, when, other.naming()]).toEqual([call, when, []]);
      expect(other.told('customer.erased')).toHaveLength(1);
    }
});

test('from the request on nobody acts for the customer; asked again, it answers how far it is', async () => {
  const { request, customers, told } = await setup();
  const erasure = await request();
  expect(erasure).toMatchObject({ state: 'running', requestedAt, steps: [] });
  expect(await customers.find(forgottenId)).toMatchObject({
    state: 'erased',
    erasedAt: requestedAt,
  });
  expect(await request()).toEqual(erasure);
  expect(told('customer.erasure_requested')).toHaveLength(1);
});

describe('files of an order', () => {
  async function withFile(status: 'awaited' | 'kept') {
    const world = await setup();
    const files = new MemoryStoredFiles();
    const file = anOrderFile({ status, name: `${forgotten.name}.pdf` });
    const place = { orderId: 'ord_print', fileId: file.id };
    const { email, name } = forgotten;
    await world.orders.createOrGet(
      aStoredOrder({
        id: place.orderId,
        customerId: forgottenId,
        buyer: { email, name, customerId: forgottenId },
        status: 'in_progress',
        paidBy: 'pay_print',
        files: [file],
      }),
    );
    files.upload(place, aPdf);
    if (status === 'kept') await files.keep(place, '"1"');
    const deps = erasingIn(world.memory.table, { ...world.world, files });
    await world.request();
    return { ...world, deps, files, file };
  }

  test('are deleted from both places, and their names go', async () => {
    const { deps, files, file, orders, naming } = await withFile('kept');
    expect(naming()).toContain('ORDER#ord_print ORDER');
    await carryOutErasure(deps, job);
    expect((await orders.find('ord_print'))!.files).toEqual([
      { ...file, name: 'erased', status: 'erased' },
    ]);
    expect([files.uploads.size, files.copies.size]).toEqual([0, 0]);
    expect(naming()).toEqual([]);
  });

  test('are deleted after a crash that came behind the loss of their names', async () => {
    const { deps, memory, world, files } = await withFile('kept');
    const dying = new MemoryStoredFiles();
    dying.erase = async () => {
      throw new ProcessKilled();
    };
    const first = erasingIn(memory.table, { ...world, files: dying });
    await expect(carryOutErasure(first, job)).rejects.toThrow(ProcessKilled);
    await carryOutErasure(deps, job);
    expect([files.uploads.size, files.copies.size]).toEqual([0, 0]);
  });

  test('that are judged just now are waited for: a copy must not come behind', async () => {
    const { deps } = await withFile('awaited');
    await expect(carryOutErasure(deps, job)).rejects.toThrow('still being judged');
  });
});

test('a table that was restored knows nothing of it: the same job does it again', async () => {
  const { deps, request, memory, users, world } = await setup();
  const backup = memory.rows();
  await request();
  await carryOutErasure(deps, job);
  const restored = new MemoryTable();
  for (const row of backup) restored.put(row);
  await users.create(forgotten.email);
  const again = erasingIn(restored.table, world);
  expect(await carryOutErasure(again, job)).toBe('erased');
  expect(rowsNaming(restored.rows(), words)).toEqual(['INVOICE#inv_forgotten INVOICE']);
  expect(await again.erasures.find(forgottenId)).toMatchObject({ requestedBy: 'operator' });
  expect(users.people.size).toBe(0);
});

test('a dry run says what becomes of each kind, and changes nothing', async () => {
  const { plan, memory } = await setup();
  const rows = memory.rows();
  const { obstacles, records } = await plan();
  expect(memory.rows()).toEqual(rows);
  expect(obstacles).toEqual([]);
  const of = (kind: string) => records.find((record) => record.kind === kind);
  expect(of('payment')).toMatchObject({ count: 1, fate: 'pseudonymised' });
  expect(of('invoice')).toMatchObject({
    count: 1,
    fate: 'kept',
    basis: expect.stringMatching(/L123-22/),
  });
  expect(of('member')).toMatchObject({ count: 1, fate: 'gone' });
  expect(of('notification')).toMatchObject({ count: null });
  expect(records.every(({ why }) => why.endsWith('.'))).toBe(true);
});

describe('an erasure is refused', () => {
  test('while a plan is paid for', async () => {
    const { request, customers, plan } = await setup();
    const customer = (await customers.find(forgottenId))!;
    const version = customer.version + 1;
    await customers.save(
      { ...customer, version, subscription: aSubscription() },
      { audit: anAuditEntry() },
    );
    await expect(request()).rejects.toMatchObject({ code: 'customer_has_subscription' });
    expect((await plan()).obstacles).toEqual(['customer_has_subscription']);
  });

  test('while a month on a plan with overage is not billed', async () => {
    const { request, plan, customers } = await setup();
    const customer = (await customers.find(forgottenId))!;
    const on = async (planId: string) => {
      const { version } = (await customers.find(forgottenId))!;
      const changed = { ...customer, version: version + 1, planId };
      await customers.save(changed, { audit: anAuditEntry() });
    };
    await on('pay_as_you_go');
    await expect(request()).rejects.toMatchObject({ code: 'customer_has_unbilled_usage' });
    expect((await plan()).obstacles).toEqual(['customer_has_unbilled_usage']);
    await on('free');
    expect((await plan()).obstacles).toEqual([]);
  });

  test('while a dispute is open', async () => {
    const { request, pay } = await setup();
    await pay({ id: paymentIdOf('disputed'), dispute: 'open' });
    await expect(request()).rejects.toMatchObject({ code: 'customer_has_open_dispute' });
  });

  test.each([
    ['is open', { status: 'pending' as const }],
    ['has no invoice yet', {}],
    ['came with another amount', { status: 'review' as const }],
  ])('while a payment %s', async (_, changes) => {
    const { request, pay } = await setup();
    await pay({ id: paymentIdOf('other'), ...changes });
    await expect(request()).rejects.toMatchObject({ code: 'customer_has_open_payment' });
  });
});

test('a payment that came in between keeps its buyer until it is settled; then the job goes on', async () => {
  const { deps, request, pay, payments, memory, world, naming } = await setup();
  await request();
  const late = await pay({ id: paymentIdOf('late'), status: 'pending' });
  await expect(carryOutErasure(deps, job)).rejects.toThrow('not settled');
  expect((await payments.find(late.id))!.buyer.name).toBe(forgotten.name);
  const { checkAt: _, ...open } = (await payments.find(late.id))!;
  const failed = { ...open, status: 'failed' as const, version: late.version + 1 };
  expect(await payments.save({ payment: failed })).toBe('saved');
  expect(await carryOutErasure(erasingIn(memory.table, world), job)).toBe('erased');
  expect(naming()).toEqual([]);
});

test('what others have, and what comes afterwards, stays', async () => {
  const { deps, request, customers, orders, pay, payments, memory } = await setup();
  const { email, name } = forgotten;
  const other = await customers.createOrGet(aCustomer({ email }), anAuditEntry());
  const theirs = await pay({
    id: paymentIdOf('others'),
    status: 'failed',
    buyer: { email, name, customerId: other.id },
  });
  await request();
  const later = aStoredOrder({
    id: 'ord_later',
    createdAt: '2026-11-25T10:00:01.000Z',
    expiresAt: '2026-11-26T10:00:01.000Z',
    buyer: { email, name },
  });
  await orders.createOrGet(later);
  const paysLater = {
    id: paymentIdOf('later'),
    createdAt: later.createdAt,
    buyer: { email, name },
  };
  const fresh = await pay({ ...paysLater, status: 'pending', amount: money(4_800, 'EUR') });
  await carryOutErasure(deps, job);
  expect(await customers.find(other.id)).toEqual(other);
  expect((await payments.find(theirs.id))!.buyer.email).toBe(email);
  expect((await payments.find(fresh.id))!.buyer.email).toBe(email);
  expect(await orders.find('ord_later')).toEqual(later);
  expect(await memory.table.get(keys.mailboxClaim(mailboxHash(email)))).toBeUndefined();
});

test('a copy that was handed out before goes, too, with its file', async () => {
  const { request, memory, world } = await setup();
  const exports = new DynamoExportStore(memory.table);
  const copy = {
    customerId: forgottenId,
    state: 'done' as const,
    requestedAt,
    requestedBy: 'person:user-admin',
    expiresAt: '2026-11-26T10:00:00.000Z',
    file: { key: 'exports/cus_forgotten/1.zip', bytes: 9 },
    version: 1,
  };
  expect(await exports.save(copy)).toBe('saved');
  await request();
  const discarded: string[] = [];
  const discard = async (key: string) => void discarded.push(key);
  await carryOutErasure(erasingIn(memory.table, { ...world, discard }), job);
  expect(await exports.find(forgottenId)).toBeUndefined();
  expect(discarded).toEqual([copy.file.key]);
});

test('the customer at the provider is deleted; while it does not answer, the number is kept', async () => {
  const { request, memory, world, deps } = await setup();
  await request();
  const silent = async () => {
    throw new ProviderUnreachableError();
  };
  const first = erasingIn(memory.table, { ...world, forget: silent });
  await expect(carryOutErasure(first, job)).rejects.toThrow(ProviderUnreachableError);
  const asked: string[] = [];
  const forget = async (holder: string) => asked.push(holder) > 1;
  expect(await carryOutErasure(erasingIn(memory.table, { ...world, forget }), job)).toBe('erased');
  expect(asked).toEqual([forgottenAtStripe]);
  const { steps } = (await deps.erasures.find(forgottenId))!;
  expect(steps.find(({ name }) => name === 'provider_customer')).toMatchObject({ count: 0 });
});
