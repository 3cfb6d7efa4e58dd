import { moveOrder, type OrderMove } from '#domain/orders/move-order';
import type { OrderStatus } from '#domain/orders/order';
import { anAct } from '#test/audits';
import { noPause } from '#test/clock';
import { MemoryOrderStore } from '#test/memory-order-store';
import { aStoredOrder } from '#test/orders';

async function setup(status: OrderStatus) {
  const orders = new MemoryOrderStore();
  const order = await orders.createOrGet(aStoredOrder({ status }));
  const move = (to: OrderMove, id = order.id) =>
    moveOrder({ orders, pause: noPause }, { id, to }, anAct());
  const trail = async () => (await orders.audit.list({ limit: 10 })).entries;
  return { orders, order, move, trail };
}

test.each<[OrderStatus, OrderMove]>([
  ['in_progress', 'fulfilled'],
  ['pending_payment', 'cancelled'],
  ['in_progress', 'cancelled'],
])('an order that is %s may be %s, and who did it is recorded', async (before, to) => {
  const { move, order, orders, trail } = await setup(before);
  const moved = await move(to);
  expect(moved).toMatchObject({ id: order.id, status: to, version: 2 });
  expect(await orders.find(order.id)).toEqual(moved);
  expect(await trail()).toMatchObject([
    {
      action: `order.${to}`,
      actor: 'person:user-admin',
      subject: order.id,
      before: { status: before },
      after: { status: to },
    },
  ]);
});

test.each<[OrderStatus, OrderMove]>([
  ['pending_payment', 'fulfilled'],
  ['cancelled', 'fulfilled'],
  ['refunded', 'fulfilled'],
  ['fulfilled', 'cancelled'],
  ['refunded', 'cancelled'],
])('an order that is %s may not be %s', async (before, to) => {
  const { move, orders, order, trail } = await setup(before);
  await expect(move(to)).rejects.toMatchObject({ code: 'order_not_movable' });
  expect(await orders.find(order.id)).toEqual(order);
  expect(await trail()).toEqual([]);
});

test.each<OrderMove>(['fulfilled', 'cancelled'])(
  'a repetition is not an error, and records nothing: %s',
  async (to) => {
    const { move, order, trail } = await setup(to);
    expect(await move(to)).toEqual(order);
    expect(await trail()).toEqual([]);
  },
);

test('an order that another writes at the same time is read again', async () => {
  const { orders, order } = await setup('pending_payment');
  let isFirst = true;
  const racing = {
    find: (id: string) => orders.find(id),
    async save(...write: Parameters<MemoryOrderStore['save']>) {
      if (isFirst) await orders.save({ ...order, status: 'in_progress', version: 2 }, {});
      isFirst = false;
      return orders.save(...write);
    },
  };
  const moved = await moveOrder(
    { orders: racing, pause: noPause },
    { id: order.id, to: 'cancelled' },
    anAct(),
  );
  expect(moved).toMatchObject({ status: 'cancelled', version: 3 });
});

test('an unknown order cannot be moved', async () => {
  const { move } = await setup('in_progress');
  await expect(move('fulfilled', 'ord_unknown')).rejects.toMatchObject({ code: 'order_not_found' });
});
