import type { DayWish } from '#domain/webhooks/deliveries-of-day';
import { deliveriesOfDay } from '#domain/webhooks/deliveries-of-day';
import { MemoryDeliveryStore } from '#test/memory-delivery-store';
import { aDelivery, anEndpoint } from '#test/webhooks';

const ids = Array.from({ length: 3 }, () => anEndpoint().id).sort();

async function setup() {
  const deliveries = new MemoryDeliveryStore();
  const listening = Object.fromEntries(ids.map((id) => [id, { types: ['*'] }]));
  const endpoints = { directory: async () => ({ listening, version: 1 }) };
  for (let index = 0; index < 10; index++) {
    // Five of them within a millisecond.
    const occurredAt = `2026-11-21T10:00:0${Math.max(index, 4)}.000Z`;
    const { eventId } = aDelivery({ occurredAt });
    // The same event to all, and one that was not delivered to the first.
    for (const endpointId of ids) {
      const state = index === 7 && endpointId === ids[0] ? 'failed' : 'delivered';
      await deliveries.create(aDelivery({ endpointId, eventId, occurredAt, state }));
    }
  }
  await deliveries.create(
    aDelivery({ endpointId: ids[0], occurredAt: '2026-11-22T00:00:00.000Z' }),
  );
  const list = (wish: Partial<DayWish> = {}) =>
    deliveriesOfDay({ endpoints, deliveries }, { day: '2026-11-21', limit: 100, ...wish });
  async function readAll(limit: number, wish: Partial<DayWish> = {}) {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...wish, limit, cursor });
      expect(page.deliveries.length).toBeLessThanOrEqual(limit);
      found.push(...page.deliveries.map(({ eventId, endpointId }) => `${eventId}-${endpointId}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }
  return { list, readAll };
}

test('a day has every delivery to every endpoint, the oldest event first', async () => {
  const { list } = await setup();
  const { deliveries, nextCursor } = await list();
  expect(nextCursor).toBeNull();
  expect(deliveries).toHaveLength(30);
  const order = deliveries.map(({ occurredAt }) => occurredAt);
  expect(order).toEqual(order.toSorted());
});

test.each([1, 2, 3, 4, 7, 29, 30, 31])('pages of %i have each of them once', async (limit) => {
  const { readAll } = await setup();
  const found = await readAll(limit);
  expect(new Set(found).size).toBe(30);
  expect(found).toHaveLength(30);
});

test('a rare state is found, however small the pages', async () => {
  const { readAll } = await setup();
  for (const limit of [1, 2, 50]) expect(await readAll(limit, { state: 'failed' })).toHaveLength(1);
});

test('a day without any is empty, and a cursor of another list is refused', async () => {
  const { list } = await setup();
  expect(await list({ day: '2026-11-20' })).toEqual({ deliveries: [], nextCursor: null });
  const { nextCursor } = await list({ limit: 1 });
  for (const odd of [{ cursor: 'abc' }, { day: '2026-11-20', cursor: nextCursor! }])
    await expect(list(odd)).rejects.toMatchObject({ code: 'invalid_request' });
});
