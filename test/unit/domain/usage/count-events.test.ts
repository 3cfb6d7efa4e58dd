import { countEvents } from '#domain/usage/count-events';
import { MemoryUsageStore } from '#test/memory-usage-store';
import { aRawEvent } from '#test/usage-events';

const setup = () => {
  const usage = new MemoryUsageStore();
  const pauses: number[] = [];
  const pause = async (attempt: number) => void pauses.push(attempt);
  return {
    usage,
    pauses,
    count: (...events: ReturnType<typeof aRawEvent>[]) => countEvents({ usage, pause }, events),
  };
};

/** So many events of one second. */
const events = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => aRawEvent({ id: `event-${from + index}` }));

test('a counted event is on the counter of its customer, meter, project and day', async () => {
  const { usage, count } = setup();
  await count(aRawEvent({ bytes: 700 }), aRawEvent({ id: 'other', bytes: 300 }));
  expect([...usage.counters.values()]).toEqual([
    {
      customerId: 'cus_01M7Y4MMKF07A7G7VF8YACZ7E9',
      meter: 'traffic',
      projectId: 'prj_01M7Y4MMKF07A7G7VF8YACZ7E9',
      day: '2026-11-21',
      events: 2,
      bytes: 1_000,
    },
  ]);
});

test('an identity with other bytes is a conflict, and what was counted first stays', async () => {
  const { usage, count } = setup();
  await count(aRawEvent({ bytes: 700 }));
  expect(await count(aRawEvent({ bytes: 300 }))).toMatchObject({ counted: 0, conflicts: 1 });
  expect(usage.total('traffic')).toBe(700);
});

test('of two events with one identity in one batch, the one received first counts', async () => {
  const { usage, count } = setup();
  const late = aRawEvent({ bytes: 300, receivedAt: '2026-11-21T10:00:00.001Z' });
  expect(await count(late, aRawEvent({ bytes: 700 }))).toMatchObject({ counted: 1, conflicts: 1 });
  expect(usage.total('traffic')).toBe(700);
});

test('one id of two sources is two events', async () => {
  const { usage, count } = setup();
  await count(aRawEvent(), aRawEvent({ source: '/servers/2' }));
  expect(usage.total('traffic')).toBe(2_000);
});

test('an event sent without a time, and again later, is counted once', async () => {
  const { usage, count } = setup();
  const untimed = (at: string) => aRawEvent({ time: at, receivedAt: at, untimed: true });
  await count(...events(400).map((event) => ({ ...event, untimed: true as const })));
  await count(untimed('2026-11-21T10:00:00.000Z'));
  const again = await count(untimed('2026-12-01T10:00:00.000Z'));
  expect(again).toMatchObject({ counted: 0, duplicates: 1 });
  expect(usage.total('traffic')).toBe(401_000);
});

test('an id with another time is recognised while its day’s bucket is open', async () => {
  const { usage, count } = setup();
  await count(aRawEvent());
  await count(aRawEvent({ time: '2026-11-21T09:00:00.000Z' }));
  expect(usage.total('traffic')).toBe(1_000);
});

test('a gauge keeps the newest measurement of the day, in any order', async () => {
  const { usage, count } = setup();
  const measured = (id: string, hour: string, bytes: number) =>
    aRawEvent({ id, meter: 'storage', time: `2026-11-21T${hour}:00:00.000Z`, bytes });
  await count(measured('b', '06', 500));
  await count(measured('a', '04', 900));
  await count(measured('c', '05', 100));
  const [counter] = usage.counters.values();
  expect(counter).toMatchObject({ bytes: 500, measuredAt: '2026-11-21T06:00:00.000Z', events: 3 });
});

test('five thousand events of one second go into a tree whose buckets stay small', async () => {
  const { usage, count } = setup();
  for (let from = 0; from < 5_000; from += 1_000) await count(...events(1_000, from));
  expect(await count(...events(5_000))).toEqual({ counted: 0, duplicates: 5_000, conflicts: 0 });
  expect(usage.total('traffic')).toBe(5_000_000);
  for (const { entries } of usage.buckets.values())
    expect(entries.byteLength).toBeLessThan(1_256 * 12);
});

test('more events than fit into one bucket at once are still counted', async () => {
  const { usage, count } = setup();
  expect(await count(...events(3_333))).toMatchObject({ counted: 3_333 });
  expect(usage.total('traffic')).toBe(3_333_000);
});

test('more projects than fit into one transaction are still counted', async () => {
  const { usage, count } = setup();
  const projects = Array.from({ length: 333 }, (_, index) =>
    aRawEvent({ projectId: `prj_${index}` }),
  );
  expect(await count(...projects)).toMatchObject({ counted: 333 });
  expect(usage.counters.size).toBe(333);
  expect(usage.writes).toBe(7);
});

test('losing every race is an error: the events are retried, none is lost', async () => {
  const { usage, pauses, count } = setup();
  usage.write = async () => 'lost';
  await expect(count(aRawEvent())).rejects.toThrow('too many');
  expect(pauses).toHaveLength(20);
});
