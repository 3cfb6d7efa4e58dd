import { randomUUID } from 'node:crypto';
import type { Delivery, DeliveryStore } from '#domain/webhooks/delivery';
import { aDelivery } from '#test/webhooks';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

/** What every store of deliveries promises; the table may be shared. */
export function describeDeliveryStore(name: string, makeStore: () => Promise<DeliveryStore>): void {
  const idOf = ({ endpointId, eventId }: Delivery) => ({ endpointId, eventId });

  async function created(store: DeliveryStore, changes: Partial<Delivery> = {}) {
    const delivery = aDelivery(changes);
    expect(await store.create(delivery)).toBe('created');
    return delivery;
  }

  describe(`${name} keeps deliveries`, () => {
    test('an event has one delivery to an endpoint, and its first body stays', async () => {
      const store = await makeStore();
      const delivery = await created(store, { body: '{"name":"Zoé – 名前"}' });
      expect(await store.create({ ...delivery, body: '{}' })).toBe('exists');
      expect(await store.find(idOf(delivery))).toEqual(delivery);
      expect(await store.find({ endpointId: 'we_other', eventId: delivery.eventId })).toBe(
        undefined,
      );
    });

    test('of two that write what they both read, one is refused', async () => {
      const store = await makeStore();
      const delivery = await created(store);
      const attempt = { at: delivery.createdAt, durationMs: 12, status: 200 };
      const { body: _, ...erased } = delivery;
      const delivered = { ...erased, state: 'delivered' as const, attempts: [attempt], version: 2 };
      expect(await store.save(delivered)).toBe('saved');
      expect(await store.save({ ...delivery, state: 'failed', version: 2 })).toBe('stale');
      expect(await store.find(idOf(delivery))).toEqual(delivered);
    });

    test('one is due from its time on, until it is done', async () => {
      const store = await makeStore();
      const nextAt = '2020-01-02T00:00:00.000Z';
      const delivery = await created(store, { nextAt });
      const early = await store.dueBy(new Date('2020-01-01T23:59:59.999Z'), 100);
      expect(early).not.toContainEqual(idOf(delivery));
      expect(await store.dueBy(new Date(nextAt), 100)).toContainEqual(idOf(delivery));
      const { nextAt: _, ...done } = delivery;
      await store.save({ ...done, state: 'failed', version: 2 });
      expect(await store.dueBy(new Date(nextAt), 100)).not.toContainEqual(idOf(delivery));
    });

    test('an endpoint’s line has the oldest event first', async () => {
      const store = await makeStore();
      const endpointId = `we_${randomUUID()}`;
      const later = { endpointId, isWaiting: true, occurredAt: '2026-11-22T10:00:00.000Z' };
      const second = await created(store, later);
      const first = await created(store, { endpointId, isWaiting: true });
      await created(store, { endpointId });
      expect(await store.waitingFor(endpointId, 10)).toEqual([idOf(first), idOf(second)]);
      expect(await store.waitingFor(endpointId, 1)).toEqual([idOf(first)]);
      const { isWaiting: _, ...sent } = first;
      await store.save({ ...sent, state: 'delivered', version: 2 });
      expect(await store.waitingFor(endpointId, 10)).toEqual([idOf(second)]);
    });

    test.each([1, 2, 100])('they are listed newest first, in pages of %i', async (limit) => {
      const store = await makeStore();
      const endpointId = `we_${randomUUID()}`;
      const [one, two, three] = [
        await created(store, { endpointId, occurredAt: '2026-11-21T10:00:00.000Z' }),
        await created(store, {
          endpointId,
          occurredAt: '2026-11-22T10:00:00.000Z',
          state: 'failed',
        }),
        await created(store, { endpointId, occurredAt: '2026-11-23T10:00:00.000Z' }),
      ];
      const all = (state?: Delivery['state']) =>
        readAll(limit, async (cursor) => {
          const { deliveries, nextCursor } = await store.list(endpointId, { limit, cursor, state });
          return { items: deliveries, nextCursor };
        });
      expect(await all()).toEqual([three, two, one]);
      expect(await all('failed')).toEqual([two]);
      await expectInventedCursorsRefused((cursor) => store.list(endpointId, { limit, cursor }));
    });

    test('those between two times come oldest first, and go on after one of them', async () => {
      const store = await makeStore();
      const endpointId = `we_${randomUUID()}`;
      const times = ['21', '22', '23', '24'].map((day) => `2026-11-${day}T10:00:00.000Z`);
      const made: Delivery[] = [];
      for (const occurredAt of times) made.push(await created(store, { endpointId, occurredAt }));
      const [from, to] = [new Date(times[1]!), new Date(times[2]!)];
      expect(await store.between(endpointId, { from, to, limit: 10 })).toEqual(made.slice(1, 3));
      const [second] = await store.between(endpointId, { from, to, limit: 1 });
      const rest = { from, to, after: second!.eventId, limit: 10 };
      expect(await store.between(endpointId, rest)).toEqual(made.slice(2, 3));
    });
  });
}
