import { randomUUID } from 'node:crypto';
import type { AuditTrail } from '#domain/audit/audit-entry';
import {
  networkHourMax,
  type OpenOrderStore,
  type OpenOrders,
  openOrderOf,
} from '#domain/orders/open-orders';
import type { Order } from '#domain/orders/order';
import type { OrderFilter, OrderStore } from '#domain/orders/order-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { anOrderFile } from '#test/order-files';
import { aStoredOrder } from '#test/orders';
import { anEvent } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';
import { trailOf } from './customer-store.ts';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type OrderStoreUnderTest = {
  orders: OrderStore & OpenOrderStore;
  audit: AuditTrail;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

const nextOf = (order: Order, changes: Partial<Order>): Order => ({
  ...order,
  ...changes,
  version: order.version + 1,
});

/** What every store of orders promises. Ids are random, so that a table may be shared. */
export function describeOrderStore(
  name: string,
  makeStore: (now: () => Date) => Promise<OrderStoreUnderTest>,
): void {
  async function setup() {
    const stores = await makeStore(() => new Date('2027-02-21T12:00:00.000Z'));
    const { orders } = stores;
    const keep = async (changes: Partial<Order> = {}) => orders.createOrGet(aStoredOrder(changes));
    const listed = (filter: OrderFilter) =>
      readAll(2, async (cursor) => {
        const page = await orders.list(filter, { limit: 2, cursor });
        return { items: page.orders, nextCursor: page.nextCursor };
      });
    return { ...stores, keep, listed };
  }

  describe(`${name} stores orders`, () => {
    test('an order is read as it was written; creating it again returns the first one', async () => {
      const { orders } = await setup();
      const order = aStoredOrder({
        title: 'Affiches du salon',
        terms: { version: '2026-10', acceptedAt: '2026-11-21T09:00:00.000Z' },
      });
      expect(await orders.createOrGet(order)).toEqual(order);
      expect(await orders.createOrGet({ ...order, title: 'Autre' })).toEqual(order);
      expect(await orders.find(order.id)).toEqual(order);
      expect(await orders.find(aStoredOrder().id)).toBeUndefined();
    });

    describe('an order of somebody who may have only so many unpaid ones', () => {
      const aList = (order: Order): OpenOrders => ({
        subject: `mailbox#${randomUUID()}`,
        version: 1,
        entries: [openOrderOf(order)],
      });
      const files = (bytes: number) => ({ files: [anOrderFile({ bytes })] });

      test('is written together with the list that it is in', async () => {
        const { orders } = await setup();
        const order = aStoredOrder(files(13));
        const list = aList(order);
        const { subject, entries } = list;
        expect(await orders.openOf(subject)).toEqual({ subject, version: 0, entries: [] });
        expect(await orders.createListed(order, list)).toBe('created');
        expect(await orders.openOf(subject)).toEqual(list);
        expect(await orders.find(order.id)).toEqual(order);

        const late = aStoredOrder();
        expect(await orders.createListed(late, list)).toBe('stale');
        expect(await orders.createListed(order, { ...list, version: 2 })).toBe('stale');
        expect(await orders.find(late.id)).toBeUndefined();
        const next = { subject, version: 2, entries: [...entries, openOrderOf(late)] };
        expect(await orders.createListed(late, next)).toBe('created');
        expect(await orders.openOf(subject)).toEqual(next);
      });

      test('is refused when its network has ordered too many bytes in the hour, and nothing is written', async () => {
        const { orders } = await setup();
        const from = { network: `address#${randomUUID()}`, hour: '2026-11-21T10' };
        const add = (order: Order, hour = from.hour) =>
          orders.createListed(order, aList(order), { ...from, hour });
        expect(await add(aStoredOrder(files(networkHourMax.bytes - 10)))).toBe('created');
        const large = aStoredOrder(files(11));
        const list = aList(large);
        expect(await orders.createListed(large, list, from)).toBe('network_full');
        expect(await orders.find(large.id)).toBeUndefined();
        expect((await orders.openOf(list.subject)).version).toBe(0);
        expect(await orders.createListed(large, { ...list, version: 2 }, from)).toBe('stale');
        expect(await add(aStoredOrder(files(10)))).toBe('created');
        expect(await add(aStoredOrder())).toBe('created');
        expect(await add(large, '2026-11-21T11')).toBe('created');
      });
    });

    test('a write based on an old version is stale: nothing is changed, recorded or told', async () => {
      const { orders, audit, findEvent, keep } = await setup();
      const order = await keep();
      const winner = nextOf(order, { status: 'cancelled' });
      const [entry, late] = [anAuditEntry(), anAuditEntry()];
      const event = anEvent({ id: `evt_${randomUUID()}` });
      const lateEvent = anEvent({ id: `evt_${randomUUID()}` });
      expect(await orders.save(winner, { audit: entry, event })).toBe('saved');
      const loser = nextOf(order, { status: 'fulfilled' });
      expect(await orders.save(loser, { audit: late, event: lateEvent })).toBe('stale');
      expect(await orders.find(order.id)).toEqual(winner);
      expect(await findEvent(event.id)).toEqual(event);
      expect(await findEvent(lateEvent.id)).toBeUndefined();
      const trail = await trailOf(audit);
      expect(trail).toContainEqual(entry);
      expect(trail).not.toContainEqual(late);
      expect(await orders.save(nextOf(aStoredOrder(), {}), {})).toBe('stale');
    });

    test('a customer’s list has only its own orders, newest first, from the moment they are its own', async () => {
      const { orders, keep, listed } = await setup();
      const customerId = aCustomer().id;
      const made = [];
      for (const day of [1, 2, 3])
        made.push(await keep({ customerId, createdAt: `2026-11-0${day}T10:00:00.000Z` }));
      const guests = await keep({ createdAt: '2026-12-04T10:00:00.000Z' });
      await keep({ customerId: aCustomer().id });
      const expected = [...made].reverse();
      expect(await listed({ customerId })).toEqual(expected);
      const attached = nextOf(guests, { customerId });
      await orders.save(attached, {});
      expect(await listed({ customerId })).toEqual([attached, ...expected]);
      expect(await listed({ customerId, from: '2026-11-02' })).toEqual([
        attached,
        ...expected.slice(0, 2),
      ]);
      expect(await listed({ customerId, to: '2026-11-02' })).toEqual(expected.slice(1));
      await expectInventedCursorsRefused((cursor) =>
        orders.list({ customerId }, { limit: 5, cursor }),
      );
    });

    test('the list of all has each order once, over the years, and knows the filters', async () => {
      const { keep, listed, orders } = await setup();
      const early = await keep({ createdAt: '2026-11-21T10:00:00.000Z', status: 'fulfilled' });
      const late = await keep({ createdAt: '2027-02-21T10:00:00.000Z' });
      const mine = new Set([early.id, late.id]);
      const ours = (found: Order[]) => found.filter(({ id }) => mine.has(id));
      expect(ours(await listed({}))).toEqual([late, early]);
      expect(ours(await listed({ status: 'fulfilled' }))).toEqual([early]);
      expect(ours(await listed({ from: '2027' }))).toEqual([late]);
      expect(ours(await listed({ to: '2026' }))).toEqual([early]);
      await expectInventedCursorsRefused((cursor) => orders.list({}, { limit: 5, cursor }));
    });
  });
}
