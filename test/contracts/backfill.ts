import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CorruptRowError } from '#stores/stored';
import type { Table } from '#stores/table';
import {
  after,
  type BackfillWorld,
  backfill,
  before,
  keyOfParcel,
  left,
  Parcels,
  today,
  type WeighedParcel,
} from '#test/parcels';

/** What may happen between a read of the backfill and its write. */
type Meanwhile = 'nothing' | 'old release writes' | 'new release writes' | 'backfill dies';

/** The parcels of the backfill, where the given things happen, one at each write. */
class TroubledParcels extends Parcels<WeighedParcel> {
  readonly #happens: (id: string) => Promise<void>;

  constructor(table: Table, happens: (id: string) => Promise<void>) {
    super(table, today);
    this.#happens = happens;
  }

  override async save(parcel: WeighedParcel): Promise<'saved' | 'stale'> {
    await this.#happens(parcel.id);
    return super.save(parcel);
  }
}

const gramsOfEach = [1_500, 20, 300, 7];

/** Runs the third step of docs/decisions/0033, how a form is changed, on rows of a table. */
export function describeBackfill(name: string, makeWorld: () => Promise<BackfillWorld>): void {
  async function setup(events: Meanwhile[] = []) {
    const world = await makeWorld();
    const { table } = world;
    const prefix = randomUUID();
    const ids = gramsOfEach.map((_, index) => `${prefix}-${index}`);
    const old = new Parcels(table, before);
    for (const [index, grams] of gramsOfEach.entries())
      await old.save({ id: ids[index]!, version: 1, grams });
    const added = new Map<string, number>();

    /** A writer adds a gram. */
    async function write(id: string, release: 'old' | 'new') {
      const fresh = new Parcels(table, today);
      const [coarse, fine] = [(await old.find(id))!, (await fresh.find(id))!];
      const version = fine.version + 1;
      const outcome =
        release === 'old'
          ? await old.save({ ...coarse, grams: coarse.grams + 1, version })
          : await fresh.save({ ...fine, milligrams: fine.milligrams + 1_000, version });
      expect(outcome).toBe('saved');
      added.set(id, (added.get(id) ?? 0) + 1);
    }

    const coming = [...events];
    const parcels = new TroubledParcels(table, async (id) => {
      const event = coming.shift();
      if (event === 'backfill dies') throw new Error('dies');
      if (event === 'old release writes') await write(id, 'old');
      if (event === 'new release writes') await write(id, 'new');
    });
    const run = () => backfill(left(world, prefix), parcels);

    /** Every parcel as the release after reads it, which knows the new form alone. */
    const readAfter = () => Promise.all(ids.map((id) => new Parcels(table, after).find(id)));
    const weights = ids.map((id, index) => ({ id, grams: gramsOfEach[index]! }));
    const expected = () =>
      weights.map(({ id, grams }) => ({
        id,
        milligrams: (grams + (added.get(id) ?? 0)) * 1_000,
        version: expect.any(Number),
      }));
    return { world, ids, run, readAfter, expected, write };
  }

  describe(`a change of form in ${name}`, () => {
    test('rewrites every remaining row once, then finds none, and the old form can be dropped', async () => {
      const { run, readAfter, expected } = await setup();
      await expect(readAfter()).rejects.toThrow(/is corrupt: form\.$/);
      expect(await run()).toBe(gramsOfEach.length);
      expect(await run()).toBe(0);
      const rows = await readAfter();
      expect(rows).toEqual(expected());
      expect(rows.map((row) => row?.version)).toEqual([2, 2, 2, 2]);
    });

    test('continues where it died between two rows', async () => {
      const { run, readAfter, expected } = await setup(['nothing', 'nothing', 'backfill dies']);
      await expect(run()).rejects.toThrow('dies');
      expect(await run()).toBe(gramsOfEach.length - 2);
      expect(await run()).toBe(0);
      const rows = await readAfter();
      expect(rows).toEqual(expected());
      // None was written twice.
      expect(rows.map((row) => row?.version)).toEqual([2, 2, 2, 2]);
    });

    test.each<[Meanwhile, number]>([
      ['new release writes', 0],
      ['old release writes', 1],
    ])('keeps what the %s between its read and its write', async (event, foundNext) => {
      const { run, readAfter, expected } = await setup([event]);
      expect(await run()).toBe(gramsOfEach.length);
      expect(await run()).toBe(foundNext);
      expect(await run()).toBe(0);
      expect(await readAfter()).toEqual(expected());
    });

    test('converts a row that the previous release wrote later', async () => {
      const { run, readAfter, expected, write, ids } = await setup();
      await run();
      await write(ids[0]!, 'old');
      expect(await run()).toBe(1);
      expect(await run()).toBe(0);
      expect(await readAfter()).toEqual(expected());
    });

    test('stops at a corrupt row, names its key, and continues once it is repaired', async () => {
      const { world, ids, run, readAfter, expected } = await setup();
      const key = keyOfParcel(ids[1]!);
      const row = (await world.table.get(key))!;
      await world.table.write({ put: { key, item: { ...row, grams: 'heavy' } } });
      const failure = run();
      await expect(failure).rejects.toThrow(CorruptRowError);
      await expect(failure).rejects.toThrow(`${key.pk} PARCEL is corrupt: milligrams.`);
      await world.table.write({ put: { key, item: row } });
      await run();
      expect(await run()).toBe(0);
      expect(await readAfter()).toEqual(expected());
    });

    test('ends without a loss, whatever happens meanwhile', async () => {
      const anyEvent = fc.constantFrom<Meanwhile>(
        'nothing',
        'old release writes',
        'new release writes',
        'backfill dies',
      );
      const endsWell = fc.asyncProperty(fc.array(anyEvent, { maxLength: 12 }), async (events) => {
        const { run, readAfter, expected } = await setup(events);
        // Each run outlives one event at least, or is the last.
        let found = -1;
        for (let runs = 0; found !== 0 && runs <= events.length + 1; runs++)
          found = await run().catch(() => -1);
        expect(found).toBe(0);
        expect(await readAfter()).toEqual(expected());
      });
      await fc.assert(endsWell, { numRuns: 20 });
    });
  });
}
