import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { count, text } from '#stores/fields';
import { keyOf, stored } from '#stores/stored';
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
export type WeighedParcel = Identity & { milligrams: number };

const identity = { id: text, version: count };

const finer = ({ grams, ...row }: Item): Item => ({ ...row, milligrams: Number(grams) * 1_000 });
const coarser = ({ milligrams, ...row }: Item): Item => ({
  ...row,
  grams: Math.round(Number(milligrams) / 1_000),
});

/** Step 1 of docs/decisions/0033: reads both, writes the old. */
export const before = {
  read: stored<Parcel>({ ...identity, grams: count }, { from: { 2: coarser } }),
  // As payments and buckets of usage, every other parcel leaves the first form unsaid.
  item: (parcel: Parcel): Item =>
    parcel.id.endsWith('0') || parcel.id.endsWith('2') ? { ...parcel, form: undefined } : parcel,
};
/** Step 2: reads both, writes the new. */
export const today = {
  read: stored<WeighedParcel>({ ...identity, milligrams: count }, { form: 2, from: { 1: finer } }),
  item: (parcel: WeighedParcel): Item => ({ ...parcel, form: 2 }),
};
/** Step 4: reads the new alone. */
export const after = {
  read: stored<WeighedParcel>({ ...identity, milligrams: count }, { form: 2 }),
  item: today.item,
};

type Form<Entity> = { read(row: Item): Entity; item(parcel: Entity): Item };

/** The parcels as a release reads and writes them: under their version, as most of our stores do. */
export class Parcels<Entity extends Identity> {
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

export const keyOfParcel = (id: string) => ({ pk: `PARCEL#${id}`, sk: 'PARCEL' });

/** The parcels that are left in an older form, page by page; rows without a word are the first. */
export async function* left(
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
export async function backfill(ids: AsyncIterable<string>, parcels: Parcels<WeighedParcel>) {
  let found = 0;
  for await (const id of ids) {
    found++;
    const parcel = await parcels.find(id);
    if (parcel) await parcels.save({ ...parcel, version: parcel.version + 1 });
  }
  return found;
}
