import type { Caller, Scope } from '#domain/access/caller';
import { createOrder, type NewOrder } from '#domain/orders/create-order';
import { requireMayOrder } from '#domain/orders/orderer';
import { anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock } from '#test/clock';
import { aCustomer } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { MemoryOrderStore } from '#test/memory-order-store';
import { MemoryProductStore } from '#test/memory-product-store';
import { aProduct } from '#test/orders';
import { aSeller } from '#test/sellers';
import { fileTypes } from '#vocabulary/files';

const guest: Caller = { kind: 'public' };
const aMember = (customerId?: string): Caller => ({
  kind: 'person',
  subject: 'sub',
  roles: ['member'],
  ...(customerId && { customerId }),
});
const admin: Caller = { kind: 'person', subject: 'admin', roles: ['admin'] };
const aKey = (customerId?: string, scopes: Scope[] = ['payments:write']): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  ...(customerId && { customerId }),
});

const awa = { email: 'awa.kone@example.com', name: 'Awa Koné' };

async function setup() {
  const [orders, products, customers] = [
    new MemoryOrderStore(),
    new MemoryProductStore(),
    new MemoryCustomerStore(),
  ];
  const product = aProduct({ unitGrossMinor: 2_400 });
  await products.createOrGet(product, anAuditEntry());
  const add = async (changes: Parameters<typeof aCustomer>[0]) =>
    customers.createOrGet(aCustomer(changes), anAuditEntry());
  const customer = await add({});
  const clock = new SettableClock();
  const deps = {
    ...{ orders, products, customers, seller: aSeller(), acceptedTypes: fileTypes },
    networkOf: async (address: string) => (address === '' ? undefined : `address#${address}`),
    now: clock.now,
    pause: noPause,
  };
  let address = '192.0.2.1';
  const moveTo = (other: string) => {
    address = other;
  };
  const order = (caller: Caller, changes: Partial<NewOrder> = {}, claim = aClaim()) => {
    const wanted: NewOrder = {
      customer: awa,
      lines: [{ productId: product.id, quantity: 2 }],
      locale: 'fr',
      ...changes,
    };
    requireMayOrder(caller, wanted);
    return createOrder(deps, wanted, { caller, claim, requestId: 'request-1', address });
  };
  let count = 0;
  /** Another order than all others, at the time of the clock. */
  const another = (caller: Caller, changes: Partial<NewOrder> = {}) => {
    count += 1;
    return order(
      caller,
      changes,
      aClaim({ id: `another ${count}`, createdAt: clock.now().toISOString() }),
    );
  };
  return { orders, products, customers, product, customer, add, order, another, moveTo, clock };
}

test('a guest orders at the listed price, which holds for a day, and accepts terms', async () => {
  const { order, product, orders } = await setup();
  const made = await order(guest, { termsVersion: '2026-10', title: 'Salon' });
  expect(made).toEqual({
    id: expect.stringMatching(/^ord_[0-9A-Z]{26}$/),
    status: 'pending_payment',
    buyer: awa,
    isGuest: true,
    lines: [
      {
        productId: product.id,
        description: 'Affiche A2',
        quantity: 2,
        unitGrossMinor: 2_400,
        vatRate: 2_000,
        supplies: 'goods',
      },
    ],
    total: { minor: 4_800, currency: 'EUR' },
    title: 'Salon',
    terms: { version: '2026-10', acceptedAt: '2026-11-21T10:00:00.000Z' },
    locale: 'fr',
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-21T10:00:00.000Z',
    expiresAt: '2026-11-22T10:00:00.000Z',
    version: 1,
    createdBy: 'guest',
    requestId: 'request-1',
  });
  expect(await orders.find(made.id)).toEqual(made);
});

test('the same request is the same order, though the price has changed meanwhile', async () => {
  const { order, products, product } = await setup();
  const first = await order(guest);
  const dearer = { ...product, unitGrossMinor: 9_900, version: 2 };
  await products.save(dearer, anAuditEntry());
  expect(await order(guest)).toEqual(first);
  const other = await order(guest, {}, aClaim({ id: 'another' }));
  expect(other.id).not.toBe(first.id);
  expect(other.total.minor).toBe(19_800);
});

test('a member orders for their customer, with its details unless they name a buyer', async () => {
  const { order, customer } = await setup();
  expect(await order(aMember(customer.id), { customer: undefined })).toMatchObject({
    customerId: customer.id,
    isGuest: false,
    buyer: { email: customer.email, name: customer.name, kind: 'company', customerId: customer.id },
  });
  const named = await order(aMember(customer.id), {}, aClaim({ id: 'named' }));
  expect(named.buyer).toEqual({ ...awa, customerId: customer.id });
});

test('a server orders at its own price, for a guest or for the customer that it names', async () => {
  const { order, customer } = await setup();
  const lines = [{ description: 'Sur mesure', quantity: 1.5, unitGrossMinor: 10_000 }];
  const free = { lines, currency: 'EUR' as const };
  expect(await order(aKey(), free)).toMatchObject({
    isGuest: true,
    lines,
    total: { minor: 15_000, currency: 'EUR' },
    createdBy: 'key:key_1',
  });
  const forCustomer = { ...free, customer: { ...awa, customerId: customer.id } };
  expect(await order(aKey(), forCustomer, aClaim({ id: 'b' }))).toMatchObject({
    customerId: customer.id,
    isGuest: false,
  });
  expect(await order(aKey(customer.id), free, aClaim({ id: 'c' }))).toMatchObject({
    customerId: customer.id,
  });
});

test('an administrator may order for the customer that they name', async () => {
  const { order, customer } = await setup();
  const named = { ...awa, customerId: customer.id };
  expect(await order(admin, { customer: named })).toMatchObject({ customerId: customer.id });
});

describe('nobody orders what is not theirs to order', () => {
  test.each<[string, Caller, string]>([
    ['a guest', guest, 'field_not_allowed'],
    ['a member', aMember('cus_mine'), 'field_not_allowed'],
    ['an administrator', admin, 'field_not_allowed'],
    ['a key that only reads', aKey(undefined, ['payments:read']), 'forbidden'],
  ])('%s sets no price', async (_, caller, code) => {
    const { order } = await setup();
    const lines = [{ description: 'Cadeau', quantity: 1, unitGrossMinor: 1 }];
    expect(() => order(caller, { lines, currency: 'EUR' })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test.each<[string, Caller, string]>([
    ['a guest', guest, 'field_not_allowed'],
    ['a member of another customer', aMember('cus_mine'), 'forbidden'],
    ['a person of no customer', aMember(), 'forbidden'],
    ['another customer’s server', aKey('cus_mine'), 'forbidden'],
  ])('%s names no customer', async (_, caller, code) => {
    const { order, customer } = await setup();
    const named = { ...awa, customerId: customer.id };
    await expect(order(caller, { customer: named })).rejects.toMatchObject({ code });
  });

  test('an unknown, erased or archived customer orders nothing', async () => {
    const { order, add } = await setup();
    const forIt = (customerId: string) => order(aKey(), { customer: { ...awa, customerId } });
    await expect(forIt('cus_nobody')).rejects.toMatchObject({ code: 'customer_not_found' });
    const erased = await add({ state: 'erased' });
    await expect(forIt(erased.id)).rejects.toMatchObject({ code: 'customer_not_found' });
    const archived = await add({ archivedAt: '2026-11-20T10:00:00.000Z' });
    await expect(forIt(archived.id)).rejects.toMatchObject({ code: 'customer_archived' });
  });

  test('a guest says who they are', async () => {
    const { order } = await setup();
    await expect(order(guest, { customer: undefined })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'customer', message: 'is missing' }],
    });
  });
});

test('an order has the files that were announced, and none when none were', async () => {
  const { order } = await setup();
  const file = { name: 'a.pdf', contentType: 'application/pdf', bytes: 7 } as const;
  expect((await order(guest, { files: [file] })).files).toMatchObject([
    { ...file, status: 'awaited' },
  ]);
  const bare = await order(guest, { files: [] }, aClaim({ id: 'another' }));
  expect(Object.keys(bare)).not.toContain('files');
});

test('an order that no invoice could be made of is refused before anybody pays', async () => {
  const { order } = await setup();
  const lines = [{ description: 'Cours', quantity: 1, unitGrossMinor: 100, vatRate: 0 }];
  await expect(order(aKey(), { lines, currency: 'EUR' })).rejects.toMatchObject({
    code: 'exemption_reason_missing',
  });
});

describe('of unpaid orders', () => {
  const tooMany = (retryAfterSeconds: number) => ({ code: 'too_many_orders', retryAfterSeconds });
  const day = 24 * 3_600;
  const times = async (count: number, act: () => Promise<unknown>) => {
    for (let n = 0; n < count; n += 1) await act();
  };

  test('a mailbox has twenty at once; one that is paid or cancelled gives its place back', async () => {
    const { another, order, orders, clock } = await setup();
    const first = await order(guest);
    clock.advance(60_000);
    await times(19, () => another(guest));
    await expect(another(guest)).rejects.toMatchObject(tooMany(day - 60));
    expect(await order(guest)).toEqual(first);
    const capitals = { ...awa, email: awa.email.toUpperCase() };
    await expect(another(guest, { customer: capitals })).rejects.toMatchObject(tooMany(day - 60));
    const elsewhere = { ...awa, email: 'awa@example.com' };
    expect((await another(guest, { customer: elsewhere })).status).toBe('pending_payment');

    for (const status of ['in_progress', 'cancelled'] as const) {
      const one = [...orders.rows.values()].find((row) => row.status === 'pending_payment')!;
      orders.rows.set(one.id, { ...one, status });
      await another(guest);
      await expect(another(guest)).rejects.toMatchObject({ code: 'too_many_orders' });
    }
    expect(orders.rows.size).toBe(23);
  });

  test('those that have expired leave the list, without a look at them', async () => {
    const { another, orders, clock } = await setup();
    await times(20, () => another(guest));
    clock.advance(day * 1_000);
    await another(guest);
    expect([...orders.open.values()].map(({ entries }) => entries.length)).toEqual([1]);
  });

  test('nobody on another network can keep a mailbox from ordering', async () => {
    const { another, moveTo } = await setup();
    await times(20, () => another(guest));
    moveTo('198.51.100.9');
    expect((await another(guest)).status).toBe('pending_payment');
  });

  test('a mailbox announces files of 300 MB together; without files it may still order', async () => {
    const { another, clock } = await setup();
    const full = Array.from({ length: 4 }, (_, n) => ({
      ...{ name: `${n}.pdf`, contentType: 'application/pdf' as const, bytes: 25_000_000 },
    }));
    await times(3, async () => {
      await another(guest, { files: full });
      clock.advance(60_000);
    });
    const small = [{ ...full[0]!, bytes: 1 }];
    await expect(another(guest, { files: small })).rejects.toMatchObject(tooMany(day - 180));
    expect((await another(guest)).files).toBeUndefined();
  });

  test('strangers of one network announce 2 GB an hour, under whatever addresses', async () => {
    const { another, clock, moveTo } = await setup();
    const files = Array.from({ length: 4 }, (_, n) => ({
      ...{ name: `${n}.pdf`, contentType: 'application/pdf' as const, bytes: 25_000_000 },
    }));
    let n = 0;
    const byAnybody = () => {
      n += 1;
      return another(guest, { files, customer: { ...awa, email: `awa-${n}@example.com` } });
    };
    await times(20, byAnybody);
    clock.advance(600_000);
    await expect(byAnybody()).rejects.toMatchObject(tooMany(3_000));
    expect((await another(guest)).status).toBe('pending_payment');
    clock.advance(3_000_000);
    await byAnybody();
    moveTo('');
    await times(21, byAnybody);
  });

  test('a person has twenty, whatever buyer they name; the shop and its servers have no limit', async () => {
    const { another, customer } = await setup();
    const awas = aMember(customer.id);
    let n = 0;
    const named = () => {
      n += 1;
      return another(awas, { customer: { ...awa, email: `awa-${n}@example.com` } });
    };
    await times(20, named);
    await expect(named()).rejects.toMatchObject(tooMany(day));
    const other: Caller = { kind: 'person', subject: 'other', roles: ['owner'] };
    expect((await another({ ...other, customerId: customer.id })).status).toBe('pending_payment');
    await times(21, () => another(admin));
    await times(21, () => another(aKey()));
    await times(21, () => another(aKey(customer.id)));
  });

  test('of many at once, no more than twenty are stored', async () => {
    const { another, orders } = await setup();
    await times(18, () => another(guest));
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => another(guest)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(orders.rows.size).toBe(20);
  });
});
