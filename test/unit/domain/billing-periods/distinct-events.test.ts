import fc from 'fast-check';
import { distinctEvents } from '#domain/billing-periods/distinct-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { aMeteredCustomerId, aRawEvent } from '#test/usage-events';

async function distinct(batches: readonly RawEvent[][], identitiesMax = 10_000) {
  let readings = 0;
  let largest = 0;
  const parts = distinctEvents({
    async *read() {
      readings += 1;
      yield* batches;
    },
    customerIds: new Set([aMeteredCustomerId]),
    identitiesMax,
    keep: (event) => event,
  });
  const events: RawEvent[] = [];
  for await (const part of parts) {
    const held = [...part];
    largest = Math.max(largest, held.length);
    events.push(...held);
  }
  return { events, readings, largest };
}

test('of events with one identity the one received first is used, whichever is read first', async () => {
  const first = aRawEvent({ bytes: 100, receivedAt: '2026-11-21T10:00:00.000Z' });
  const later = aRawEvent({ bytes: 900, receivedAt: '2026-11-21T10:00:01.000Z' });
  expect((await distinct([[first], [later]])).events).toEqual([first]);
  expect((await distinct([[later], [first]])).events).toEqual([first]);
});

test('of two received in the same millisecond always the same one is used', async () => {
  const [one, other] = [aRawEvent({ bytes: 100 }), aRawEvent({ bytes: 900 })];
  const [given] = (await distinct([[one, other]])).events;
  expect((await distinct([[other, one]])).events).toEqual([given]);
});

test('the same id from another source is another event; one of another customer is left out', async () => {
  const events = [aRawEvent(), aRawEvent({ source: '/servers/2' })];
  expect((await distinct([[...events, aRawEvent({ customerId: 'cus_2' })]])).events).toEqual(
    events,
  );
});

test('everything is read once if it fits into memory, and never more than fits is kept', async () => {
  const batches = Array.from({ length: 100 }, (_, index) => [aRawEvent({ id: `e${index}` })]);
  expect(await distinct(batches, 100)).toMatchObject({ readings: 1, largest: 100 });
  const { events, readings, largest } = await distinct(batches, 10);
  expect(new Set(events.map(({ id }) => id)).size).toBe(100);
  expect(events).toHaveLength(100);
  expect(largest).toBeLessThanOrEqual(10);
  expect(readings).toBeGreaterThan(10);
});

test('with any amount of memory, each identity is returned once', async () => {
  const drawn = fc.array(fc.tuple(fc.nat(50), fc.nat(3)), { maxLength: 150 });
  await fc.assert(
    fc.asyncProperty(drawn, fc.integer({ min: 1, max: 60 }), async (rows, identitiesMax) => {
      const batches = rows.map(([id, second]) => [
        aRawEvent({ id: `e${id}`, receivedAt: `2026-11-21T10:00:0${second}.000Z` }),
      ]);
      const { events } = await distinct(batches, identitiesMax);
      const first = Map.groupBy(batches.flat(), ({ id }) => id);
      expect(events.map(({ id, receivedAt }) => [id, receivedAt]).sort()).toEqual(
        [...first]
          .map(([id, same]) => [id, same.map(({ receivedAt }) => receivedAt).sort()[0]])
          .sort(),
      );
    }),
    { numRuns: 60 },
  );
});
