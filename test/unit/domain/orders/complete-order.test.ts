import { type Completed, completeOrder } from '#domain/orders/complete-order';
import type { Order } from '#domain/orders/order';
import { refundOrder } from '#domain/orders/refund-order';
import type { Payment } from '#domain/payments/payment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers } from '#stores/guest-customers';
import { DynamoOrderCompletions } from '#stores/order-completions';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { someTokens } from '#test/activations';
import { anAuditEntry } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { KillSwitch, ProcessKilled } from '#test/crash';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { anOrderFile } from '#test/order-files';
import { aStoredOrder } from '#test/orders';
import { aCompletedPayment, paymentIdOf } from '#test/payments';

const paidAt = '2026-11-21T10:05:00.000Z';

function setup() {
  const memory = new MemoryTable();
  const { table } = memory;
  const clock = new SettableClock('2026-11-21T10:06:00.000Z');
  const orders = new DynamoOrderStore(table, clock.now);
  const payments = new DynamoPaymentStore(table, clock.now);
  const customers = new DynamoCustomerStore(table);
  const randomBytes = seededBytes('orders');
  const deps = {
    completions: new DynamoOrderCompletions(table),
    guests: new DynamoGuestCustomers(table),
    orders,
    tokens: someTokens,
    plans: somePlans,
    timeZone: 'Europe/Paris',
    now: clock.now,
    randomBytes,
    pause: noPause,
  };

  /** An order, and a payment that has paid it. */
  async function paid(changes: Partial<Order> = {}, paymentChanges: Partial<Payment> = {}) {
    const order = await orders.createOrGet(aStoredOrder(changes));
    const payment = await payments.createOrGet(
      aCompletedPayment({
        id: paymentIdOf(`${order.id} ${paymentChanges.version}`),
        orderId: order.id,
        amount: order.total,
        buyer: order.buyer,
        completedAt: paidAt,
        ...paymentChanges,
      }),
    );
    return { orderId: order.id, paymentId: payment.id, requestId: 'request-1' };
  }

  /** What was published, each with its data. */
  const told = (type: string) =>
    memory
      .rows()
      .flatMap(({ event }) => (event ? [event as { type: string; data: object }] : []))
      .filter((event) => event.type === type)
      .map(({ data }) => data);

  return { memory, deps, orders, payments, customers, paid, told };
}

test('a paid order of a stranger is in progress and has a new customer, told of once', async () => {
  const { deps, paid, orders, payments, customers, told } = setup();
  const about = await paid();
  expect(await completeOrder(deps, about)).toBe('completed');
  const order = (await orders.find(about.orderId))!;
  const customerId = order.customerId!;
  expect(order).toMatchObject({
    status: 'in_progress',
    account: 'made',
    isGuest: true,
    paidBy: about.paymentId,
    paidAt,
    buyer: { customerId },
    version: 2,
  });
  expect(await customers.find(customerId)).toMatchObject({
    state: 'inactive',
    email: 'awa.kone@example.com',
  });
  expect((await payments.find(about.paymentId))!.buyer.customerId).toBe(customerId);
  expect(told('order.paid')).toEqual([
    { orderId: about.orderId, paymentId: about.paymentId, customerId, account: 'made' },
  ]);
  expect(told('activation.requested')).toEqual([{ customerId, version: '1' }]);
  expect(told('order.paid_late')).toEqual([]);
  const ofCustomer = await payments.list({ customerId }, { limit: 5 });
  expect(ofCustomer.payments.map(({ id }) => id)).toEqual([about.paymentId]);
});

test('the news of an order with files says so: others start no work for them', async () => {
  const { deps, paid, told } = setup();
  const about = await paid({ files: [anOrderFile(), anOrderFile({ id: 'file_2' })] });
  await completeOrder(deps, about);
  expect(told('order.paid')).toMatchObject([{ orderId: about.orderId, files: '2' }]);
});

test('the same news again changes nothing', async () => {
  const { deps, paid, memory } = setup();
  const about = await paid();
  await completeOrder(deps, about);
  const rows = memory.rows();
  expect(await completeOrder(deps, about)).toBe('ignored');
  expect(memory.rows()).toEqual(rows);
});

test('a member’s order stays theirs, and sends nobody an activation', async () => {
  const { deps, paid, orders, customers, told } = setup();
  const customer = await customers.createOrGet(aCustomer(), anAuditEntry());
  const about = await paid({ customerId: customer.id, isGuest: false });
  await completeOrder(deps, about);
  expect(await orders.find(about.orderId)).toMatchObject({
    customerId: customer.id,
    account: 'member',
    status: 'in_progress',
  });
  expect(told('activation.requested')).toEqual([]);
});

test('the second order of an address belongs to the customer of the first', async () => {
  const { deps, paid, orders, told } = setup();
  const [first, second] = [
    await paid(),
    await paid({ buyer: { email: 'AWA.KONE@Example.com', name: 'Awa' } }),
  ];
  for (const about of [first, second]) await completeOrder(deps, about);
  const found = [await orders.find(first.orderId), await orders.find(second.orderId)];
  expect(found[1]!.customerId).toBe(found[0]!.customerId);
  expect(found.map((order) => order!.account)).toEqual(['made', 'inactive']);
  expect(told('activation.requested')).toHaveLength(1);
});

test.each<[string, Partial<Order>, Completed]>([
  ['cancelled', { status: 'cancelled' }, 'completed_late'],
  ['expired', { expiresAt: '2026-11-21T10:04:59.000Z' }, 'completed_late'],
  ['about to expire', { expiresAt: paidAt }, 'completed'],
])('an order that is %s when the money comes is honoured', async (_, changes, outcome) => {
  const { deps, paid, orders, told } = setup();
  const about = await paid(changes);
  expect(await completeOrder(deps, about)).toBe(outcome);
  expect((await orders.find(about.orderId))!.status).toBe('in_progress');
  const { orderId, paymentId } = about;
  const late = outcome === 'completed_late' ? [{ orderId, paymentId }] : [];
  expect(told('order.paid_late')).toEqual(late);
});

test('a payment that is not completed completes no order', async () => {
  const { deps, paid, orders } = setup();
  const about = await paid({}, { status: 'pending' });
  expect(await completeOrder(deps, about)).toBe('ignored');
  expect((await orders.find(about.orderId))!.status).toBe('pending_payment');
});

test('what is not stored is tried again', async () => {
  const { deps, paid } = setup();
  const about = await paid();
  for (const lost of [{ orderId: 'ord_lost' }, { paymentId: 'pay_lost' }])
    await expect(completeOrder(deps, { ...about, ...lost })).rejects.toThrow(/are stored/);
});

describe('money that goes back', () => {
  const full = { refundState: 'full', version: 4 } as const;

  async function refunded(before: Partial<Order> = {}) {
    const world = setup();
    const about = await world.paid(before);
    await completeOrder(world.deps, about);
    const payment = (await world.payments.find(about.paymentId))!;
    await world.payments.save({ payment: { ...payment, ...full, version: payment.version + 1 } });
    return { ...world, about };
  }

  test('in full makes the order refunded, once', async () => {
    const { deps, about, orders, told } = await refunded();
    expect(await refundOrder(deps, about)).toBe('refunded');
    expect(await refundOrder(deps, about)).toBe('ignored');
    expect((await orders.find(about.orderId))!.status).toBe('refunded');
    const { orderId, paymentId } = about;
    expect(told('order.refunded')).toEqual([{ orderId, paymentId }]);
  });

  test('in part changes nothing', async () => {
    const { deps, paid, orders } = setup();
    const about = await paid({}, { refundState: 'partial' });
    await completeOrder(deps, about);
    expect(await refundOrder(deps, about)).toBe('ignored');
    expect((await orders.find(about.orderId))!.status).toBe('in_progress');
  });

  test('of a payment that has not paid the order changes nothing', async () => {
    const { deps, about, payments, orders } = await refunded();
    const other = aCompletedPayment({ id: paymentIdOf('other'), orderId: about.orderId, ...full });
    await payments.createOrGet(other);
    expect(await refundOrder(deps, { ...about, paymentId: other.id })).toBe('ignored');
    expect((await orders.find(about.orderId))!.status).toBe('in_progress');
  });

  test('before the order is complete is seen by its completion', async () => {
    const { deps, paid, orders, told } = setup();
    const about = await paid({}, full);
    expect(await refundOrder(deps, about)).toBe('ignored');
    await completeOrder(deps, about);
    expect((await orders.find(about.orderId))!.status).toBe('refunded');
    expect(told('order.paid')).toHaveLength(1);
    expect(told('order.refunded')).toHaveLength(1);
  });

  test('lets another payment pay the order again', async () => {
    const { deps, about, payments, orders } = await refunded();
    await refundOrder(deps, about);
    const again = aCompletedPayment({ id: paymentIdOf('again'), orderId: about.orderId });
    await payments.createOrGet(again);
    const outcome = await completeOrder(deps, { ...about, paymentId: again.id });
    expect(outcome).toBe('completed_late');
    expect(await orders.find(about.orderId)).toMatchObject({
      status: 'in_progress',
      paidBy: again.id,
    });
  });
});

test('40 orders of 8 addresses that complete at once, while runs die between any two steps: 8 customers, each order attached once', async () => {
  const { deps, paid, orders, customers, memory, told } = setup();
  const addresses = Array.from({ length: 8 }, (_, index) => `guest-${index}@example.com`);
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      paid({ buyer: { email: addresses[index % 8]!, name: 'Awa' } }),
    ),
  );
  let killed = 0;

  /** As Lambda does: whoever dies is started again, here at the latest after every step has died. */
  async function run(about: (typeof all)[number], index: number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const call = ((index + attempt) % 5) + 1;
      const when = (index + attempt) % 2 === 0 ? 'before' : 'after';
      const kill = new KillSwitch(attempt <= 3 ? { call, when } : undefined);
      const watched = {
        ...deps,
        completions: kill.watch(deps.completions),
        guests: kill.watch(deps.guests),
      };
      try {
        await completeOrder(watched, about);
        return;
      } catch (error) {
        if (!(error instanceof ProcessKilled)) throw error;
        killed += 1;
      }
    }
  }
  // Each news comes twice, at once.
  await Promise.all([...all, ...all].map(run));

  expect(killed).toBeGreaterThan(80);
  const done = await Promise.all(all.map(({ orderId }) => orders.find(orderId)));
  expect(done.every((order) => order!.status === 'in_progress')).toBe(true);
  const { customers: made } = await customers.list({ limit: 100 });
  expect(made.map(({ email }) => email).sort()).toEqual(addresses);
  for (const order of done) {
    const own = made.find(({ id }) => id === order!.customerId);
    expect(own?.email).toBe(order!.buyer.email);
  }
  expect(told('order.paid')).toHaveLength(40);
  expect(told('activation.requested')).toHaveLength(8);
  expect(memory.rows().filter(({ sk }) => sk === 'ACTIVATION')).toHaveLength(8);
  const attached = await Promise.all(
    made.map(({ id }) => orders.list({ customerId: id }, { limit: 100 })),
  );
  expect(attached.map((page) => page.orders.length)).toEqual(Array(8).fill(5));
});
