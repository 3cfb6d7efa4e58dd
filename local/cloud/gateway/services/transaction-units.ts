import type { Assembly, Resource } from '../../assembly/assembly.ts';
import { isJsonObject, type Json, type JsonObject, listOf } from '../../assembly/json.ts';
import { itemBytes } from './item-bytes.ts';
import { updatedItem } from './updated-item.ts';

type Item = JsonObject;

/** One write of a transaction, with the item before and after it. */
type Write = { table: Resource | undefined; before: Item | undefined; after: Item | undefined };

export type TransactionReader = (operation: string, body: JsonObject) => Promise<JsonObject>;

/**
 * Write units of a transaction, counted from its items, because DynamoDB Local 1.25 adds up the
 * bytes of all items and doubles the sum twice. AWS counts one unit per started KB of the larger of
 * old and new, per item, times two (prepare and commit).
 */
export async function transactionWrites(
  body: JsonObject,
  assembly: Assembly,
  ask: TransactionReader,
): Promise<Write[]> {
  const parts = listOf(body.TransactItems).map((item) => {
    const [[kind, part] = ['', {}]] = Object.entries(item as Record<string, JsonObject>);
    const table = assembly.byPhysicalId(String(part.TableName).replace(/^arn:.*:table\//, ''));
    return { kind, part, table, key: keyOf(part, table) };
  });
  const present = await itemsNow(parts, ask);
  return parts.map(({ kind, part, table, key }) => {
    const before = present.get(nameOf(String(part.TableName), key));
    return { table, before, after: itemAfter(kind, part, key, before) };
  });
}

/** A cancelled transaction also costs its table units, but no index units. */
export function transactionUnits(writes: readonly Write[], isCommitted: boolean): number {
  const units = writes.map(({ table, before, after: item }) => {
    const ofTable = Math.max(1, startedKb(before), startedKb(item));
    // The factor includes indexes: the engine does so, and it is the cautious reading.
    return 2 * (ofTable + (isCommitted ? indexUnits(table, before, item) : 0));
  });
  return units.reduce((sum, unit) => sum + unit, 0);
}

const startedKb = (item: Item | undefined): number => Math.ceil(itemBytes(item) / 1024);

function itemAfter(kind: string, part: JsonObject, key: Item, before: Item | undefined) {
  if (kind === 'Put') return part.Item as Item;
  if (kind === 'Update') return updatedItem(before ?? key, part);
  return kind === 'ConditionCheck' ? before : undefined;
}

const keyNames = (schema: Json | undefined): string[] =>
  (listOf(schema) as Record<string, string>[]).map(({ AttributeName }) => AttributeName!);

function keyOf(part: JsonObject, table: Resource | undefined): Item {
  if (isJsonObject(part.Key)) return part.Key;
  return picked(part.Item as Item, keyNames(table?.properties.KeySchema)) ?? {};
}

/** These attributes of an item; undefined unless it has all of them. */
function picked(item: Item | undefined, names: string[]): Item | undefined {
  if (!item || names.some((name) => item[name] === undefined)) return undefined;
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
}

const nameOf = (table: string, key: Item): string =>
  `${table} ${JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

async function itemsNow(
  parts: { part: JsonObject; table: Resource | undefined; key: Item }[],
  ask: TransactionReader,
): Promise<Map<string, Item>> {
  const byTable = Map.groupBy(parts, ({ part }) => String(part.TableName));
  const RequestItems = Object.fromEntries(
    [...byTable].map(([name, group]) => [
      name,
      { Keys: group.map(({ key }) => key), ConsistentRead: true },
    ]),
  );
  const { Responses = {} } = await ask('BatchGetItem', { RequestItems });
  const items = new Map<string, Item>();
  for (const [name, found] of Object.entries(Responses as Record<string, Item[]>)) {
    const names = keyNames(byTable.get(name)?.[0]?.table?.properties.KeySchema);
    for (const item of found) items.set(nameOf(name, picked(item, names) ?? {}), item);
  }
  return items;
}

function indexUnits(table: Resource | undefined, before: Item | undefined, item: Item | undefined) {
  const tableKeys = keyNames(table?.properties.KeySchema);
  const indexes = listOf(table?.properties.GlobalSecondaryIndexes) as JsonObject[];
  return indexes
    .map((index) => {
      const keys = keyNames(index.KeySchema);
      const entry = (whole: Item | undefined) =>
        picked(whole, keys) && projected(whole!, index, [...tableKeys, ...keys]);
      return entryUnits(entry(before), entry(item), keys);
    })
    .reduce((sum, units) => sum + units, 0);
}

function projected(item: Item, { Projection }: JsonObject, keys: string[]): Item {
  const { ProjectionType, NonKeyAttributes } = Projection as JsonObject;
  if (ProjectionType === 'ALL') return item;
  const names = [...keys, ...listOf(NonKeyAttributes).map(String)];
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

const sameJson = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** An entry whose key changes is deleted and written again; an unchanged one costs nothing. */
function entryUnits(before: Item | undefined, item: Item | undefined, keys: string[]): number {
  if (!before || !item) return startedKb(before) + startedKb(item);
  if (!sameJson(picked(before, keys), picked(item, keys)))
    return startedKb(before) + startedKb(item);
  const isSame = Object.keys({ ...before, ...item }).every((name) =>
    sameJson(before[name], item[name]),
  );
  return isSame ? 0 : Math.max(startedKb(before), startedKb(item));
}
