import fc from 'fast-check';
import { startedGb } from '#domain/billing-periods/overage';
import { money } from '#domain/money';
import { counterId } from '#domain/usage/counter';
import { aProCustomer, gb, setup } from './billing.ts';

const november = '2026-12-02T02:00:00.000Z';
const december = '2027-01-02T02:00:00.000Z';
const january = '2027-02-02T02:00:00.000Z';

test('the overage of a month is billed once, however often closing runs', async () => {
  const { take, anEvent, closeAt, period, periods } = setup();
  await take(anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 12 * gb + 1 }));
  await Promise.all([closeAt(november), closeAt(november)]);
  expect(await closeAt(november)).toEqual([]);
  expect(period('2026-11')).toMatchObject({
    recount: 'confirmed',
    lines: [{ kind: 'overage', meter: 'traffic', projectId: 'prj_1', gb: 3, unitPriceMinor: 100 }],
    due: [money(300, 'EUR')],
  });
  const facts = periods
    .factsOf('usage.month_closed')
    .filter(({ data }) => data.month === '2026-11');
  expect(facts).toMatchObject([{ data: { recount: 'confirmed', isDue: 'true' } }]);
});

test('a month within the limit is closed with nothing to pay', async () => {
  const { take, anEvent, closeAt, period, periods } = setup();
  await take(anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 10 * gb }));
  await closeAt(november);
  expect(period('2026-11')).toMatchObject({ lines: [], due: [] });
  expect(periods.factsOf('usage.window_repaired')).toEqual([]);
});

test('no month is closed within its grace, and older ones are closed first', async () => {
  const { closeAt } = setup();
  const months = async (at: string) => (await closeAt(at)).map(({ month }) => month);
  expect(await months('2026-12-01T02:00:00.000Z')).toEqual(['2026-10']);
  expect(await months(january)).toEqual(['2026-11', '2026-12', '2027-01']);
});

test('an event at midnight belongs to the month that begins, in the customer’s time zone', async () => {
  const paris = aProCustomer({ timeZone: 'Europe/Paris' });
  const { take, anEvent, closeAt, linesOf } = setup([paris]);
  await take(
    anEvent({ time: '2026-11-30T22:59:59.999Z', bytes: 11 * gb }),
    anEvent({ time: '2026-11-30T23:00:00.000Z', bytes: 15 * gb }),
  );
  await closeAt(december);
  expect(linesOf('2026-11')).toMatchObject([{ gb: 1 }]);
  expect(linesOf('2026-12')).toMatchObject([{ gb: 5 }]);
});

test('an event that arrives after the close is billed in the next period, which names its month', async () => {
  const { take, anEvent, closeAt, period, linesOf } = setup();
  await take(anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 11 * gb }));
  await closeAt(november);
  const frozen = structuredClone(period('2026-11'));
  const receivedAt = '2026-12-10T10:00:00.000Z';
  await take(anEvent({ time: '2026-11-29T10:00:00.000Z', bytes: 2 * gb, receivedAt }));
  await closeAt(december);
  expect(period('2026-11')).toEqual(frozen);
  expect(linesOf('2026-12')).toMatchObject([
    { kind: 'correction', month: '2026-11', gb: 2, amount: money(200, 'EUR') },
  ]);
  await closeAt(january);
  expect(linesOf('2027-01')).toEqual([]);
});

test('an event that a fast clock put into the previous month is not removed later', async () => {
  const { take, anEvent, closeAt, linesOf } = setup();
  const receivedAt = '2026-10-31T23:57:00.000Z';
  await take(anEvent({ time: '2026-11-01T00:00:00.000Z', bytes: 11 * gb, receivedAt }));
  for (const at of [november, december, january]) await closeAt(at);
  expect(linesOf('2026-11')).toMatchObject([{ gb: 1 }]);
  expect([...linesOf('2026-12'), ...linesOf('2027-01')]).toEqual([]);
});

test('a late sample may lower a bill: the credit is offset as soon as something is owed', async () => {
  const { take, anEvent, closeAt, period } = setup();
  const storage = { meter: 'storage' as const };
  await take(anEvent({ ...storage, time: '2026-11-01T00:00:00.000Z', bytes: 12 * gb }));
  await closeAt(november);
  expect(period('2026-11')!.due).toEqual([money(200, 'EUR')]);
  await take(
    anEvent({
      ...storage,
      time: '2026-11-01T00:00:01.000Z',
      bytes: 0,
      receivedAt: '2026-12-03T10:00:00.000Z',
    }),
  );
  await closeAt(december);
  expect(period('2026-12')).toMatchObject({
    lines: [{ kind: 'correction', month: '2026-11', gb: -2 }],
    due: [],
    carriedOut: [money(-200, 'EUR')],
  });
  await take(anEvent({ time: '2027-01-05T10:00:00.000Z', bytes: 15 * gb }));
  await closeAt(january);
  expect(period('2027-01')).toMatchObject({ due: [money(300, 'EUR')], carriedOut: [] });
});

test('storage continues from the previous month, without another sample', async () => {
  const { take, anEvent, closeAt, linesOf, archived } = setup();
  const time = '2026-11-30T12:00:00.000Z';
  await take(anEvent({ meter: 'storage', time, bytes: 12 * gb }));
  for (const at of [november, december, january]) await closeAt(at);
  for (const month of ['2026-12', '2027-01']) expect(linesOf(month)).toMatchObject([{ gb: 2 }]);
  await closeAt('2027-06-02T02:00:00.000Z');
  expect(linesOf('2027-05')).toMatchObject([{ meter: 'storage', month: '2027-05', gb: 2 }]);
  archived.set('prj_1', '2027-06-01T00:00:00.000Z');
  await closeAt('2027-07-02T02:00:00.000Z');
  expect(linesOf('2027-06')).toEqual([]);
});

describe('a counter that differs from the raw events', () => {
  async function wrong() {
    const all = setup();
    const event = all.anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 12 * gb });
    await all.take(event);
    const [counter] = [...all.usage.counters.values()];
    const set = (bytes: number) =>
      all.usage.counters.set(counterId(counter!), { ...counter!, bytes });
    const stored = () => all.usage.counters.get(counterId(counter!));
    return { ...all, set, stored };
  }

  test('flags the window, is set to the recount, and the recount is billed', async () => {
    const { closeAt, period, periods, set, stored } = await wrong();
    set(99 * gb);
    await closeAt(november);
    expect(stored()).toMatchObject({ bytes: 12 * gb, events: 1 });
    expect(period('2026-11')).toMatchObject({ recount: 'flagged', due: [money(200, 'EUR')] });
    expect(periods.factsOf('usage.window_repaired')).toMatchObject([
      { data: { month: '2026-11' } },
    ]);
  });

  test('is reported once if a run dies after repairing and another one closes', async () => {
    const { deps, closeAt, period, periods, set, stored } = await wrong();
    await closeAt('2026-11-02T02:00:00.000Z');
    set(99 * gb);
    const { close } = periods;
    deps.periods.close = async () => Promise.reject(new Error('died'));
    expect(await closeAt(november)).toMatchObject([{ month: '2026-11', error: expect.anything() }]);
    expect(stored()).toMatchObject({ bytes: 12 * gb });
    deps.periods.close = close;
    await closeAt(november);
    expect(period('2026-11')!.due).toEqual([money(200, 'EUR')]);
    expect(periods.factsOf('usage.window_repaired')).toHaveLength(1);
  });

  test('is left alone while an event of the last hour may not have been counted', async () => {
    const { anEvent, raw, closeAt, period, stored } = await wrong();
    const receivedAt = '2026-12-02T01:30:00.000Z';
    raw.put([anEvent({ time: '2026-11-05T11:00:00.000Z', bytes: gb, receivedAt })]);
    await closeAt(november);
    expect(stored()).toMatchObject({ bytes: 12 * gb });
    expect(period('2026-11')).toMatchObject({ recount: 'confirmed', lines: [{ gb: 3 }] });
  });

  test('is left alone if it changes meanwhile', async () => {
    const { deps, closeAt, period, set, stored } = await wrong();
    set(5);
    const { readMonth } = deps.books;
    deps.books.readMonth = async (...asked) => {
      const read = structuredClone(await readMonth.apply(deps.books, asked));
      if (read.length > 0) set(6);
      return read;
    };
    await closeAt(november);
    expect(stored()).toMatchObject({ bytes: 6 });
    expect(period('2026-11')!.due).toEqual([money(200, 'EUR')]);
  });
});

test('a customer whose month cannot be closed does not delay others', async () => {
  const [bad, good] = [aProCustomer(), aProCustomer()];
  const { deps, closeAt, period } = setup([bad, good]);
  const { find } = deps.periods;
  let calls = 0;
  deps.periods.find = async (customerId, month) => {
    if (customerId === bad.id && ++calls > 3) throw new Error('unreadable');
    return find.call(deps.periods, customerId, month);
  };
  const closed = await closeAt(november);
  expect(closed.find(({ customerId }) => customerId === bad.id)).toHaveProperty('error');
  expect(period('2026-11', good)).toBeDefined();
});

test('an archived customer is billed for its last month, and not closed any more', async () => {
  const archivedAt = '2026-11-10T10:00:00.000Z';
  const { closeAt } = setup([aProCustomer({ archivedAt })]);
  expect((await closeAt(january)).map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
});

test('what a late event adds to the bill of an erased customer is not invoiced: nobody can be named', async () => {
  const customers = [aProCustomer()];
  const { take, anEvent, closeAt, period, periods } = setup(customers);
  await take(anEvent({ time: '2026-11-05T10:00:00.000Z', bytes: 11 * gb }));
  await closeAt(november);
  const receivedAt = '2026-12-10T10:00:00.000Z';
  await take(anEvent({ time: '2026-11-29T10:00:00.000Z', bytes: 2 * gb, receivedAt }));
  const { subscription: _, ...rest } = customers[0]!;
  customers[0] = { ...rest, planId: 'free', state: 'erased', archivedAt: receivedAt };
  await closeAt(december);
  expect(period('2026-12')).toMatchObject({
    lines: [{ kind: 'correction', month: '2026-11', gb: 2 }],
    due: [],
    carriedOut: [money(200, 'EUR')],
  });
  const told = periods.factsOf('usage.month_closed').map(({ data }) => [data.month, data.isDue]);
  expect(told.slice(-2)).toEqual([
    ['2026-11', 'true'],
    ['2026-12', 'false'],
  ]);
});

test('whenever events arrive, repeated or late, each is billed once and the counters agree', async () => {
  const dayMs = 86_400_000;
  const drawn = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 29 }),
      megabytes: fc.integer({ min: 1, max: 9_000 }),
      lateDays: fc.integer({ min: 0, max: 35 }),
      againAfterDays: fc.option(fc.integer({ min: 0, max: 20 })),
    }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(drawn, async (rows) => {
      const { take, anEvent, closeAt, period, usage, periods } = setup();
      const arrivals = rows.flatMap(({ day, megabytes, lateDays, againAfterDays }) => {
        const at = Date.parse('2026-11-01T12:00:00Z') + day * dayMs;
        const received = (days: number) => new Date(at + days * dayMs + 60_000).toISOString();
        const event = anEvent({ time: new Date(at).toISOString(), bytes: megabytes * 1_000_000 });
        const first = { ...event, receivedAt: received(lateDays) };
        const again = { ...event, receivedAt: received(lateDays + (againAfterDays ?? 0)) };
        return againAfterDays === null ? [first] : [again, first];
      });
      let before = '';
      for (const closing of [november, december, january]) {
        const now = arrivals.filter((one) => one.receivedAt > before && one.receivedAt <= closing);
        await take(...now);
        await closeAt(closing);
        before = closing;
      }
      const used = rows.reduce((sum, { megabytes }) => sum + megabytes * 1_000_000, 0);
      const expected = startedGb(BigInt(used), { limit: BigInt(10 * gb), gb: BigInt(gb) });
      const lines = ['2026-11', '2026-12', '2027-01'].flatMap((month) => period(month)!.lines);
      expect(lines.reduce((sum, line) => sum + line.gb, 0)).toBe(expected);
      for (const line of lines) expect(line.month).toBe('2026-11');
      expect(usage.total('traffic')).toBe(used);
      expect(periods.factsOf('usage.window_repaired')).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
