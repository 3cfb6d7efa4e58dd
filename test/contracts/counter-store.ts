import type { Clock } from '#domain/clock';
import { countFacts } from '#domain/monitoring/count-facts';
import type { CountedSlot } from '#domain/monitoring/counted-slot';
import type { CounterStore } from '#domain/monitoring/counter-store';
import { noCounts } from '#domain/monitoring/counters';
import { aFact, aSlot } from '#test/counted';

const day = (hours: string) => new Date(`2026-11-21T${hours}:00.000Z`);

const card = 'stripe#card#EUR';

/** What every store of counters promises. */
export function describeCounterStore(
  name: string,
  makeStore: (now: Clock) => Promise<CounterStore>,
): void {
  async function setup(now = day('10:07')) {
    const store = await makeStore(() => now);
    const saved = (...slots: Partial<CountedSlot>[]) =>
      Promise.all(slots.map((slot) => store.save(aSlot(slot))));
    return { store, saved };
  }

  describe(`${name} keeps the counters of payments`, () => {
    test('a slot is read as it was written, and one of nothing is empty', async () => {
      const { store, saved } = await setup();
      expect(await saved({})).toEqual(['saved']);
      expect(await store.slot('2026-11-21T10:00:00.000Z')).toEqual(aSlot());
      const empty = await store.slot('2026-11-21T10:05:00.000Z');
      expect([empty.series, empty.version, empty.seen.size]).toEqual([{}, 0, 0]);
    });

    test('of two that count in one slot at once, the slower must read again', async () => {
      const { store, saved } = await setup();
      await saved({});
      const second = aSlot({ version: 2, uninvoiced: {} });
      const outcomes = await Promise.all([store.save(second), store.save(second)]);
      expect(outcomes.sort()).toEqual(['overtaken', 'saved']);
      expect((await store.slot(second.at)).version).toBe(2);
    });

    test('facts that come twice, and from several sides at once, are counted once each', async () => {
      const { store } = await setup();
      const deps = { counters: store, now: () => day('10:07'), pause: async () => {} };
      const facts = Array.from({ length: 5 }, (_, place) =>
        aFact({ name: `pay_${place}/completed` }),
      );
      await Promise.all([
        countFacts(deps, facts),
        countFacts(deps, facts.slice(2)),
        countFacts(deps, facts),
      ]);
      const [slot] = await store.slots(day('10:00'), day('10:05'));
      expect(slot?.series[card]).toEqual({ ...noCounts, completed: 5, volumeMinor: 234_000 });
    });

    test('slots are read by time, from the first instant to before the last, over midnight', async () => {
      const { store, saved } = await setup();
      await saved(
        { at: '2026-11-21T00:00:00.000Z' },
        { at: '2026-11-20T23:55:00.000Z' },
        { at: '2026-11-20T23:50:00.000Z' },
        { at: '2026-11-21T00:05:00.000Z' },
      );
      const slots = await store.slots(new Date('2026-11-20T23:55:00Z'), day('00:05'));
      const times = slots.map(({ at }) => at.slice(11, 16));
      expect(times).toEqual(['23:55', '00:00']);
    });

    test('hours are what is stored of them, and after that what their slots say', async () => {
      const { store, saved } = await setup();
      await saved(
        { at: '2026-11-21T08:00:00.000Z' },
        { at: '2026-11-21T09:00:00.000Z' },
        { at: '2026-11-21T09:55:00.000Z' },
        { at: '2026-11-21T10:05:00.000Z' },
      );
      const empty = { series: {}, latencies: {} };
      await store.saveHours([
        { at: '2026-11-21T07:00:00.000Z', ...empty },
        {
          ...empty,
          at: '2026-11-21T08:00:00.000Z',
          series: { [card]: { ...noCounts, completed: 7 } },
        },
      ]);
      const hours = await store.hours(day('06:00'), day('11:00'));
      expect(hours.map(({ at, series }) => [at.slice(11, 13), series[card]?.completed])).toEqual([
        ['08', 7],
        ['09', 2],
        ['10', 1],
      ]);
      expect(await store.hours(day('06:00'), day('08:00'))).toEqual([]);
    });

    test('hours are listed over a new year', async () => {
      const { store } = await setup(new Date('2027-01-02T00:00:00Z'));
      const { series, latencies } = aSlot();
      const times = ['2026-12-31T23:00:00.000Z', '2027-01-01T00:00:00.000Z'];
      await store.saveHours(times.map((at) => ({ at, series, latencies })));
      const hours = await store.hours(
        new Date('2026-12-30T00:00:00Z'),
        new Date('2027-01-01T01:00:00Z'),
      );
      expect(hours).toEqual(times.map((at) => ({ at, series, latencies })));
    });

    test('the total is what was before the day and what its slots say', async () => {
      const { store, saved } = await setup();
      expect(await store.totals()).toEqual({ series: {}, latencies: {} });
      await saved({}, { at: '2026-11-20T12:00:00.000Z' });
      expect((await store.totals()).series[card]?.completed).toBe(2);
      const updatedAt = '2026-11-20T12:01:00.000Z';
      await store.openDay('2026-11-21', { ...aSlot(), updatedAt });
      await store.openDay('2026-11-21', { ...aSlot(), updatedAt });
      expect(await store.before('2026-11-21')).toMatchObject({ updatedAt });
      expect(await store.before('2026-11-20')).toBeUndefined();
      const totals = await store.totals();
      expect(totals.series[card]).toEqual({ ...noCounts, completed: 2, volumeMinor: 93_600 });
      expect(totals.latencies['settling#stripe']).toEqual({ buckets: { '-20': 2 }, sumMs: 602 });
      expect(totals.updatedAt).toBe('2026-11-21T10:02:10.000Z');
    });
  });
}
