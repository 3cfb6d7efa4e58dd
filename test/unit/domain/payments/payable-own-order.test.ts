import type { Caller, Role, Scope } from '#domain/access/caller';
import type { Order } from '#domain/orders/order';
import { payableOrder } from '#domain/payments/payable-order';
import type { PaymentRequest } from '#domain/payments/payment-request';
import { somePlans } from '#test/customers';
import { MemoryOrderStore } from '#test/memory-order-store';
import { aStoredOrder } from '#test/orders';

const guest: Caller = { kind: 'public' };
const person = (role: Role, customerId?: string): Caller => ({
  kind: 'person',
  subject: 'sub',
  roles: [role],
  ...(customerId && { customerId }),
});
const key = (customerId?: string, scopes: Scope[] = ['payments:write']): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  ...(customerId && { customerId }),
});

const product = 'prd_poster';

async function setup(changes: Partial<Order> = {}) {
  const orders = new MemoryOrderStore();
  const order = await orders.createOrGet(
    aStoredOrder({
      customerId: 'cus_mine',
      lines: [
        { description: 'Affiche A2', quantity: 2, unitGrossMinor: 2_400, productId: product },
      ],
      locale: 'en',
      ...changes,
    }),
  );
  const deps = {
    orders,
    customers: { find: async () => undefined },
    invoices: { find: async () => undefined },
    plans: somePlans,
    now: () => new Date('2026-11-21T12:00:00.000Z'),
  };
  const pay = async (
    caller: Caller,
    request: Partial<PaymentRequest> = {},
    { holdsToken = false } = {},
  ) => {
    const holdsTokenOf = (id: string) => holdsToken && id === order.id;
    return payableOrder(
      deps,
      { caller, holdsTokenOf },
      {
        orderId: order.id,
        method: 'card',
        action: 'redirect',
        locale: 'fr',
        metadata: {},
        ...request,
      },
    )();
  };
  return { order, pay };
}

const withToken = { holdsToken: true };

test('what is paid, by whom and in which language is what was ordered', async () => {
  const { order, pay } = await setup();
  expect(await pay(guest, {}, withToken)).toEqual({
    orderId: order.id,
    method: 'card',
    action: 'redirect',
    amount: { minor: 4_800, currency: 'EUR' },
    lines: [{ description: 'Affiche A2', quantity: 2, unitGrossMinor: 2_400 }],
    buyer: order.buyer,
    description: 'Affiche A2',
    locale: 'en',
    metadata: {},
    initiator: { kind: 'link', isCustomer: false },
  });
});

test('a wallet may be asked for by another telephone, and nothing else of the buyer changes', async () => {
  const { order, pay } = await setup();
  const customer = { email: 'other@example.com', name: 'Autre', phone: '+2250707000000' };
  const { buyer } = await pay(guest, { customer }, withToken);
  expect(buyer).toEqual({ ...order.buyer, phone: '+2250707000000' });
});

test.each([
  [{ title: 'Salon' }, 'Salon'],
  [
    {
      lines: ['Affiche', 'Livre', 'Carte'].map((description) => ({
        description,
        quantity: 1,
        unitGrossMinor: 1_600,
      })),
    },
    'Affiche (+ 2)',
  ],
])('the provider shows what it is about: %#', async (changes, description) => {
  const { pay } = await setup(changes);
  expect(await pay(key())).toMatchObject({ description });
});

test.each<[string, Caller, string]>([
  ['a member of its customer', person('member', 'cus_mine'), 'member'],
  ['finance', person('finance'), 'staff'],
  ['the shop’s server', key(), 'server'],
  ['the customer’s own server', key('cus_mine'), 'server'],
])('%s may pay it', async (_, caller, kind) => {
  const { pay } = await setup();
  expect((await pay(caller)).initiator.kind).toBe(kind);
});

test.each<[string, Caller, string]>([
  ['a guest without its token', guest, 'credentials_required'],
  ['a member of another customer', person('member', 'cus_other'), 'order_not_found'],
  ['another customer’s server', key('cus_other'), 'order_not_found'],
  ['a server that only reads', key(undefined, ['payments:read']), 'forbidden'],
])('%s may not', async (_, caller, code) => {
  const { pay } = await setup();
  await expect(pay(caller)).rejects.toMatchObject({ code });
});

test.each([{ amount: 1 }, { lines: [] }, { discounts: [] }])(
  'nobody sets the amount: %j',
  async (sent) => {
    const { pay } = await setup();
    for (const caller of [key(), guest])
      await expect(pay(caller, sent, withToken)).rejects.toMatchObject({
        code: 'invalid_request',
      });
  },
);

test.each<[Partial<Order>, string]>([
  [{ status: 'in_progress' }, 'order_already_paid'],
  [{ status: 'fulfilled' }, 'order_already_paid'],
  [{ status: 'cancelled' }, 'order_cancelled'],
  [{ status: 'refunded' }, 'order_refunded'],
  [{ expiresAt: '2026-11-21T12:00:00.000Z' }, 'order_expired'],
])('an order that is over is not paid: %j', async (changes, code) => {
  const { pay } = await setup(changes);
  await expect(pay(key())).rejects.toMatchObject({ code });
});

test('an order pays nothing besides', async () => {
  const { pay } = await setup();
  await expect(pay(key(), { planId: 'pay_as_you_go' })).rejects.toMatchObject({
    code: 'invalid_request',
  });
});

test.each(['42', 'ord_5', 'ord_01m7y4mmkf8t1v4x7z0a3c6e9g', 'ORD_01M7Y4MMKF8T1V4X7Z0A3C6E9G'])(
  'a number that the shop gave is the shop’s: %s',
  async (orderId) => {
    const { pay } = await setup();
    const free = {
      orderId,
      amount: 100,
      currency: 'EUR' as const,
      customer: { email: 'a@example.com', name: 'A' },
    };
    expect(await pay(key(), free)).toMatchObject({ orderId, amount: { minor: 100 } });
    await expect(pay(guest, { orderId })).rejects.toMatchObject({ code: 'order_not_found' });
  },
);
