import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { count, text } from '#stores/fields';
import { CorruptRowError, keyOf, stored } from '#stores/stored';
import { type Item, keyIsFree, type Table } from '#stores/table';

/** A table, and the client that scans it as a command of `ops` does. */
export type BackfillWorld = {
  table: Table;
  client: DynamoDBClient;
  tableName: string;
  /** Rows read for one answer of a scan; as many as DynamoDB likes by default. */
  pageSize?: number;
};

type Identity = { id: string; version: number };
type Parcel = Identity & { grams: number };
type WeighedParcel = Identity & { milligrams: number };

const identity = { id: text, version: count };

const finer = ({ grams, ...row }: Item): Item => ({ ...row, milligrams: Number(grams) * 1_000 });
const coarser = ({ milligrams, ...row }: Item): Item => ({
  ...row,
  grams: Number(milligrams) / 1_000,
});

/** Step 1 of docs/decisions/0033: reads both, writes the old. */
const before = {
  read: stored<Parcel>({ ...identity, grams: count }, { from: { 2: coarser } }),
  // As payments and buckets of usage, every other parcel leaves the first form unsaid.
  item: (parcel: Parcel): Item =>
    parcel.id.endsWith('0') || parcel.id.endsWith('2') ? { ...parcel, form: undefined } : parcel,
};
/** Step 2: reads both, writes the new. */
const today = {
  read: stored<WeighedParcel>({ ...identity, milligrams: count }, { form: 2, from: { 1: finer } }),
  item: (parcel: WeighedParcel): Item => ({ ...parcel, form: 2 }),
};
/** Step 4: reads the new alone. */
const after = {
  read: stored<WeighedParcel>({ ...identity, milligrams: count }, { form: 2 }),
  item: today.item,
};

type Form<Entity> = { read(row: Item): Entity; item(parcel: Entity): Item };

/** The parcels as a release reads and writes them: under their version, as most of our stores do. */
class Parcels<Entity extends Identity> {
  readonly #table: Table;
  readonly #form: Form<Entity>;

  constructor(table: Table, form: Form<Entity>) {
    this.#table = table;
    this.#form = form;
  }

  async find(id: string): Promise<Entity | undefined> {
    const row = await this.#table.get(keyOfParcel(id));
    return row && this.#form.read(row);
  }

  /** @param parcel its version is one more than the one that was read. */
  async save(parcel: Entity): Promise<'saved' | 'stale'> {
    const { id, version } = parcel;
    const isAsRead = {
      expression: '#version = :before',
      names: { '#version': 'version' },
      values: { ':before': version - 1 },
    };
    const condition = version === 1 ? keyIsFree : isAsRead;
    const item = this.#form.item(parcel);
    return (await this.#table.write({ put: { key: keyOfParcel(id), item, condition } }))
      ? 'stale'
      : 'saved';
  }
}

const keyOfParcel = (id: string) => ({ pk: `PARCEL#${id}`, sk: 'PARCEL' });

/** The parcels that are left in an older form, page by page; rows without a word are the first. */
async function* left(
  { client, tableName, pageSize }: BackfillWorld,
  prefix: string,
): AsyncGenerator<string> {
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression:
          'begins_with(pk, :parcels) AND (attribute_not_exists(#form) OR #form < :today)',
        ExpressionAttributeNames: { '#form': 'form' },
        ExpressionAttributeValues: marshall({ ':parcels': `PARCEL#${prefix}`, ':today': 2 }),
        ExclusiveStartKey,
        Limit: pageSize,
      }),
    );
    for (const item of page.Items ?? []) yield keyOf(unmarshall(item)).pk.slice('PARCEL#'.length);
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey);
}

/**
 * Step 3: reads each row that is left by the store, and writes it back as the store writes it. Who
 * wrote it meanwhile has the last word: what they wrote in the old form is found by the next run.
 *
 * @returns how many it found; to be run until that is none.
 */
async function backfill(ids: AsyncIterable<string>, parcels: Parcels<WeighedParcel>) {
  let found = 0;
  for await (const id of ids) {
    found++;
    const parcel = await parcels.find(id);
    if (parcel) await parcels.save({ ...parcel, version: parcel.version + 1 });
  }
  return found;
}

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

/** Plays the third step of docs/decisions/0033, how a form is changed, on rows of a table. */
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
    test('writes every row that is left once, finds none then, and the old form can be dropped', async () => {
      const { run, readAfter, expected } = await setup();
      await expect(readAfter()).rejects.toThrow(/is corrupt: form\.$/);
      expect(await run()).toBe(gramsOfEach.length);
      expect(await run()).toBe(0);
      const rows = await readAfter();
      expect(rows).toEqual(expected());
      expect(rows.map((row) => row?.version)).toEqual([2, 2, 2, 2]);
    });

    test('goes on where it died between two rows', async () => {
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

    test('takes back a row that the release before wrote after it, which is none too late', async () => {
      const { run, readAfter, expected, write, ids } = await setup();
      await run();
      await write(ids[0]!, 'old');
      expect(await run()).toBe(1);
      expect(await run()).toBe(0);
      expect(await readAfter()).toEqual(expected());
    });

    test('stops at a row that is corrupt, by its key, and goes on once that is mended', async () => {
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
