import type { CounterBooks } from '#domain/billing-periods/period-store';
import type { Counter } from '#domain/usage/counter';
import { aNewId } from '#test/customers';

export type CounterWorld = {
  books: CounterBooks;
  /** Past the port, as counting does it. */
  put: (counter: Counter) => Promise<void>;
};

/** What every store of counters promises to who sets them right. */
export function describeCounterBooks(name: string, makeWorld: () => Promise<CounterWorld>): void {
  async function setup() {
    const world = await makeWorld();
    const customerId = aNewId('cus');
    const key = { customerId, projectId: aNewId('prj'), day: '2026-11-05' as const };
    const traffic: Counter = { ...key, meter: 'traffic', events: 3, bytes: 2 ** 53 - 1 };
    const storage: Counter = {
      ...{ ...key, meter: 'storage', events: 2, bytes: 700 },
      measuredAt: '2026-11-05T04:00:00.000Z',
    };
    const read = () => world.books.readMonth(customerId, '2026-11');
    return { ...world, customerId, traffic, storage, read };
  }

  describe(`${name} corrects counters`, () => {
    test('it reads a month of one customer completely, and no other month', async () => {
      const { books, put, read, traffic, storage } = await setup();
      const ends = (['2026-11-01', '2026-11-30'] as const).map((day) => ({ ...traffic, day }));
      const others: Counter[] = [
        { ...traffic, day: '2026-10-31' },
        { ...traffic, day: '2026-12-01' },
        { ...traffic, customerId: aNewId('cus') },
      ];
      for (const counter of [traffic, storage, ...ends, ...others]) await put(counter);
      const found = await read();
      expect(found).toHaveLength(4);
      expect(found).toEqual(expect.arrayContaining([traffic, storage, ...ends]));
      expect(await books.readMonth(aNewId('cus'), '2026-11')).toEqual([]);
    });

    test('a counter is corrected if it is as it was read', async () => {
      const { books, put, read, traffic, storage } = await setup();
      for (const counter of [traffic, storage]) await put(counter);
      const right = { ...traffic, events: 2, bytes: 5 };
      const newer = { ...storage, bytes: 9, measuredAt: '2026-11-05T18:00:00.000Z' };
      expect(await books.set(traffic, right)).toBe('set');
      expect(await books.set(storage, newer)).toBe('set');
      expect(await read()).toEqual(expect.arrayContaining([right, newer]));
    });

    test('a missing counter is created if none has appeared since', async () => {
      const { books, read, traffic, storage } = await setup();
      for (const counter of [traffic, storage])
        expect(await books.set(undefined, counter)).toBe('set');
      expect(await read()).toEqual(expect.arrayContaining([traffic, storage]));
      for (const counter of [traffic, storage])
        expect(await books.set(undefined, { ...counter, bytes: 1 })).toBe('moved');
      expect(await read()).toEqual(expect.arrayContaining([traffic, storage]));
    });

    test('a counter is lowered to nothing, without a measurement', async () => {
      const { books, put, read, storage } = await setup();
      await put(storage);
      const { measuredAt, ...rest } = storage;
      const empty = { ...rest, events: 0, bytes: 0 };
      expect(await books.set(storage, empty)).toBe('set');
      expect(await read()).toEqual([empty]);
      expect(await books.set(empty, storage)).toBe('set');
    });

    test.each<[string, Partial<Counter>]>([
      ['an event more', { events: 3 }],
      ['other bytes', { bytes: 701 }],
      ['another measurement', { measuredAt: '2026-11-05T04:00:00.001Z' }],
      ['no measurement', { measuredAt: undefined }],
    ])('a counter that has %s than was read is left alone', async (_, changes) => {
      const { books, put, read, storage } = await setup();
      await put(storage);
      const before = { ...storage, ...changes };
      expect(await books.set(before, { ...storage, bytes: 1 })).toBe('moved');
      expect(await read()).toEqual([storage]);
    });

    test('a counter that no longer exists is left alone', async () => {
      const { books, read, traffic } = await setup();
      expect(await books.set(traffic, { ...traffic, bytes: 1 })).toBe('moved');
      expect(await read()).toEqual([]);
    });

    test('of ten that correct one counter at once, one succeeds', async () => {
      const { books, put, read, traffic } = await setup();
      await put(traffic);
      const tries = Array.from({ length: 10 }, (_, bytes) => ({ ...traffic, bytes }));
      const outcomes = await Promise.all(tries.map((after) => books.set(traffic, after)));
      expect(outcomes.filter((outcome) => outcome === 'set')).toHaveLength(1);
      expect(await read()).toEqual([tries[outcomes.indexOf('set')]]);
    });
  });
}
