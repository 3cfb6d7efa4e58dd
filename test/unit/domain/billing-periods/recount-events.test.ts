import fc from 'fast-check';
import { type RecountScope, recountEvents } from '#domain/billing-periods/recount-events';
import { aMeteredCustomerId, aRawEvent } from '#test/usage-events';
import { MemoryRaw } from './billing.ts';

const scope: RecountScope = {
  receiveDays: { first: '2026-11-01', last: '2026-11-30' },
  customerIds: new Set([aMeteredCustomerId]),
  identitiesMax: 10_000,
};

async function recounted(batches: Parameters<MemoryRaw['put']>[0][], changes = {}) {
  const raw = new MemoryRaw();
  for (const batch of batches) raw.put(batch);
  const recount = await recountEvents(raw, { ...scope, ...changes });
  return [...(recount.get(aMeteredCustomerId)?.counters.values() ?? [])];
}

test('of events with one identity the one received first counts, whichever is read first', async () => {
  const first = aRawEvent({ bytes: 100, receivedAt: '2026-11-21T10:00:00.000Z' });
  const later = aRawEvent({ bytes: 900, receivedAt: '2026-11-21T10:00:01.000Z' });
  for (const order of [
    [first, later],
    [later, first],
  ])
    expect(await recounted(order.map((event) => [event]))).toMatchObject([
      { events: 1, bytes: 100 },
    ]);
});

test('two customers may use the same ids, and only requested customers are counted', async () => {
  const foreign = aRawEvent({ customerId: 'cus_other' });
  expect(await recounted([[aRawEvent(), foreign]])).toHaveLength(1);
});

test('storage keeps the newest sample of a day, and every sample for its time-weighted bill', async () => {
  const at = (time: string, bytes: number) =>
    aRawEvent({ id: time, meter: 'storage', time: `2026-11-05T${time}:00.000Z`, bytes });
  const raw = new MemoryRaw();
  raw.put([at('18:00', 5), at('09:00', 7), at('12:00', 1)]);
  const { counters, samples } = (await recountEvents(raw, scope)).get(aMeteredCustomerId)!;
  expect([...counters.values()]).toMatchObject([
    { events: 3, bytes: 5, measuredAt: '2026-11-05T18:00:00.000Z' },
  ]);
  expect([...samples.values()][0]!.map(({ bytes }) => bytes)).toEqual([7, 1, 5]);
});

test('with any order, duplicates and memory, the recount is the sum of distinct events', async () => {
  const drawn = fc.array(
    fc.record({
      id: fc.integer({ min: 0, max: 60 }),
      day: fc.integer({ min: 1, max: 3 }),
      object: fc.integer({ min: 0, max: 5 }),
      order: fc.integer(),
    }),
    { maxLength: 200 },
  );
  await fc.assert(
    fc.asyncProperty(drawn, fc.integer({ min: 7, max: 80 }), async (rows, identitiesMax) => {
      const events = rows.map(({ id, day }) =>
        // Content hangs on the id alone; only the receipt differs.
        aRawEvent({
          id: `e${id}`,
          bytes: id * 1_000 + 1,
          receivedAt: `2026-11-2${day}T10:00:00.000Z`,
        }),
      );
      const batches = Map.groupBy(
        rows.map((row, index) => ({ ...row, event: events[index]! })),
        ({ object }) => object,
      );
      const shuffled = [...batches.values()].map((batch) =>
        batch.toSorted((a, b) => a.order - b.order).map(({ event }) => event),
      );
      const distinct = new Map(events.map((event) => [event.id, event.bytes]));
      const expected = [...distinct.values()].reduce((sum, bytes) => sum + bytes, 0);
      const counters = await recounted(shuffled, { identitiesMax });
      expect(counters.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(expected);
      expect(counters.reduce((sum, { events: count }) => sum + count, 0)).toBe(distinct.size);
    }),
    { numRuns: 60 },
  );
});
