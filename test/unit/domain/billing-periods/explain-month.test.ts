import { explainMonth } from '#domain/billing-periods/explain-month';
import type { Month } from '#domain/calendar/month';
import type { RawEvent } from '#domain/usage/raw-event';
import { aSubscription } from '#test/customers';
import { aProCustomer, setup as billing, gb } from './billing.ts';

const november = '2026-12-02T02:00:00.000Z';
const december = '2027-01-02T02:00:00.000Z';

function setup(customer = aProCustomer()) {
  const all = billing([customer]);
  const read: { first: string; last: string }[] = [];
  const raw = {
    read(days: { first: string; last: string }) {
      read.push(days);
      return all.raw.read(days);
    },
  };
  const deps = { ...all.deps, raw, customers: { find: async () => customer } };
  /** What the month's events are, and what they add up to as lines carry it. */
  async function explain(month: Month, changes: { receivedBefore?: string; held?: number } = {}) {
    const { receivedBefore = '2027-06-01T00:00:00.000Z', held = 1_000 } = changes;
    const asked = { customerId: customer.id, month, receivedBefore };
    const reading = explainMonth({ ...deps, identitiesMax: held }, asked);
    const events: RawEvent[] = [];
    let step = await reading.next();
    for (; !step.done; step = await reading.next()) events.push(step.value);
    const daysOf = (meter: string, projectId = 'prj_1') => {
      const of = step.done ? step.value.projects : [];
      const found = of.find((one) => one.meter === meter && one.projectId === projectId);
      return Object.fromEntries(
        Object.entries(found?.days ?? {}).map(([day, amount]) => [day, String(amount)]),
      );
    };
    return { events, daysOf };
  }
  return { ...all, customer, explain, read };
}

test('the events of a month add up to the days of its line, each event once', async () => {
  const { take, anEvent, closeAt, linesOf, explain, raw } = setup();
  const one = anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 12 * gb });
  const other = anEvent({ time: '2026-11-29T10:00:00.000Z', bytes: 7 });
  const before = anEvent({ time: '2026-10-31T23:59:59.999Z', bytes: gb });
  await take(one, other, before);
  raw.put([one, { ...other, bytes: 8 * gb, receivedAt: '2026-11-30T10:00:00.000Z' }]);
  await closeAt(november);
  const { events, daysOf } = await explain('2026-11');
  expect(events.map(({ id }) => id)).toEqual([one.id, other.id]);
  expect(daysOf('traffic')).toEqual({ '2026-11-05': String(12 * gb), '2026-11-29': '7' });
  expect(linesOf('2026-11')).toMatchObject([{ gb: 3, days: daysOf('traffic') }]);
});

test('storage adds up to the days of its line, including what the previous month left', async () => {
  const since = '2026-08-01T09:00:00.000Z';
  const subscription = aSubscription({ startedAt: since, currency: 'EUR' });
  const customer = aProCustomer({ createdAt: since, subscription });
  const { take, anEvent, closeAt, linesOf, explain, archived } = setup(customer);
  const measured = (time: string, bytes: number) => anEvent({ meter: 'storage', time, bytes });
  await take(measured('2026-08-05T12:00:00.000Z', 12 * gb));
  for (const at of ['2026-09-02', '2026-10-02', '2026-11-02']) await closeAt(`${at}T02:00:00.000Z`);
  await take(
    measured('2026-11-10T06:00:00.000Z', 40 * gb),
    measured('2026-11-20T12:00:00.000Z', 15 * gb),
  );
  archived.set('prj_1', '2026-11-25T18:00:00.000Z');
  await closeAt(november);
  const { events, daysOf } = await explain('2026-11');
  expect(events.map(({ bytes }) => bytes)).toEqual([40 * gb, 15 * gb]);
  const days = daysOf('storage');
  expect(Object.keys(days)).toHaveLength(25);
  expect(linesOf('2026-11')).toMatchObject([{ meter: 'storage', gb: 10, days }]);
});

test('events received after the close belong to the correction, and can be left out', async () => {
  const { take, anEvent, closeAt, linesOf, explain } = setup();
  await take(anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 11 * gb }));
  await closeAt(november);
  // In the very moment of it.
  const late = { bytes: 2 * gb, receivedAt: november };
  await take(anEvent({ time: '2026-11-05T12:00:00.000Z', ...late }));
  await closeAt(december);
  const [billed] = linesOf('2026-11');
  const [corrected] = linesOf('2026-12');
  expect((await explain('2026-11', { receivedBefore: november })).daysOf('traffic')).toEqual(
    billed!.days,
  );
  expect((await explain('2026-11')).daysOf('traffic')).toEqual(corrected!.days);
  expect(billed!.days).not.toEqual(corrected!.days);
});

test('midnight is in the customer’s time zone', async () => {
  const { take, anEvent, explain } = setup(aProCustomer({ timeZone: 'Europe/Paris' }));
  const [october, first, last, next] = [
    '2026-10-31T22:59:59.999Z',
    '2026-10-31T23:00:00.000Z',
    '2026-11-30T22:59:59.999Z',
    '2026-11-30T23:00:00.000Z',
  ].map((time) => anEvent({ time, bytes: gb }));
  await take(october!, first!, last!, next!);
  const { events, daysOf } = await explain('2026-11');
  expect(events).toEqual([first, last]);
  expect(daysOf('traffic')).toEqual({ '2026-11-01': String(gb), '2026-11-30': String(gb) });
});

test('an id that was used in the previous month counts there, as in the bill', async () => {
  const { take, anEvent, closeAt, period, explain } = setup();
  const first = anEvent({ time: '2026-10-20T10:00:00.000Z', bytes: gb });
  const again = anEvent({ id: first.id, time: '2026-11-05T10:00:00.000Z', bytes: 30 * gb });
  await take(first);
  await closeAt('2026-11-02T02:00:00.000Z');
  await take(again);
  await closeAt(november);
  expect((await explain('2026-11')).events).toEqual([]);
  expect(period('2026-11')!.lines).toEqual([]);
});

test('an event may have arrived 35 days late or with a fast clock, and no other day is read', async () => {
  const { take, anEvent, explain, read } = setup();
  const fast = anEvent({
    time: '2026-11-01T00:00:00.000Z',
    bytes: 1,
    receivedAt: '2026-10-31T23:55:00.000Z',
  });
  const late = anEvent({
    time: '2026-11-30T23:59:59.000Z',
    bytes: 2,
    receivedAt: '2027-01-04T23:59:59.000Z',
  });
  await take(fast, late);
  expect((await explain('2026-11')).events).toEqual([fast, late]);
  expect(read).toEqual([{ first: '2026-08-31', last: '2027-01-06' }]);
});

test('with little memory it is read several times, with the same result', async () => {
  const { take, anEvent, explain, read } = setup();
  const events = Array.from({ length: 40 }, (_, index) =>
    anEvent({ time: `2026-11-0${1 + (index % 9)}T10:00:00.000Z`, bytes: index }),
  );
  for (const event of events) await take(event);
  const whole = await explain('2026-11');
  expect(read).toHaveLength(1);
  const parts = await explain('2026-11', { held: 5 });
  expect(read.length).toBeGreaterThan(8);
  expect(parts.daysOf('traffic')).toEqual(whole.daysOf('traffic'));
  const byId = (a: RawEvent, b: RawEvent) => (a.id < b.id ? -1 : 1);
  expect(parts.events.toSorted(byId)).toEqual(whole.events.toSorted(byId));
});

test('an unknown customer is not found', async () => {
  const { deps } = billing();
  const asked = { customerId: 'cus_nobody', month: '2026-11' as const, receivedBefore: november };
  const nobody = { ...deps, customers: { find: async () => undefined } };
  await expect(explainMonth(nobody, asked).next()).rejects.toMatchObject({
    code: 'customer_not_found',
  });
});
