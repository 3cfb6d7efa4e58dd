import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { keys as mainKeys } from '#stores/keys';
import type { mailKeys } from '#stores/mail-keys';
import type { monitoringKeys } from '#stores/monitoring-keys';
import { unpackedText } from '#stores/packing/packed-text';
import { CorruptRowError } from '#stores/stored';
import type { Item, Table } from '#stores/table';
import type { usageKeys } from '#stores/usage/usage-keys';
import type { webhookKeys } from '#stores/webhook-keys';
import { MemoryTable } from '#test/memory-table';

/** What has a key of its own. */
export type RowKind =
  | keyof typeof mainKeys
  | keyof typeof mailKeys
  | keyof typeof monitoringKeys
  | keyof typeof usageKeys
  | keyof typeof webhookKeys;

export type RowsUnderTest<Entity> = {
  /** As they are called in the test's names. */
  name: string;
  /** What reads them, by file and name: `people.ts personFrom`. */
  reader: string;
  /** The names of their keys in `keys` or `usageKeys`; none for those that a store builds alone. */
  keys?: readonly RowKind[];
  /** A check of what the reader itself does not name, and the attribute where that lies packed. */
  also?: { check: string; packedIn?: string };
  /** The attribute whose fields the reader names, but which lies packed. */
  packedIn?: string;
  example: Entity;
  /** What may be written. */
  any: fc.Arbitrary<Entity>;
  write(table: Table, entity: Entity): Promise<unknown>;
  read(table: Table, entity: Entity): Promise<Entity | undefined>;
  /** How the keys of its row begin. */
  sk: string;
  pk?: string;
  /** Fields that must be there, each by its path, with a value that it may not have. */
  required: Item;
  /** The same of fields that may be absent. */
  optional?: Item;
  /** `unsaid` of rows that are made by updates, or are not to grow by a byte. */
  form?: 1 | 2 | 'unsaid';
  /** What a broken field is called where it is not the attribute that it lies in. */
  calls?: (field: string) => string;
};

/** A kind of rows, and all tests of how it is read. */
export type Rows = Pick<RowsUnderTest<unknown>, 'name' | 'reader' | 'keys' | 'also'> & {
  /** The paths that are broken, one at a time. */
  broken: string[];
  describe(): void;
};

export const rowsOf = <Entity>(rows: RowsUnderTest<Entity>): Rows => ({
  name: rows.name,
  reader: rows.reader,
  keys: rows.keys,
  also: rows.also,
  broken: Object.keys({ ...rows.required, ...rows.optional }),
  describe: () => describeRows(rows),
});

/** Rows are read as strictly as they are written. */
function describeRows<Entity>(rows: RowsUnderTest<Entity>): void {
  const { name, example, write, read, sk, pk, also } = rows;
  const { packedIn = also?.packedIn } = rows;
  const { required, optional = {}, form = 1 } = rows;
  const { calls = (field: string) => field.split('.')[0] } = rows;

  /** The example as it is stored, changed behind the store's back. */
  async function stored(change: (row: Item) => Item) {
    const memory = new MemoryTable();
    await write(memory.table, example);
    const row = change(memory.row(sk, pk));
    memory.put(row);
    return { row, reading: () => read(memory.table, example) };
  }

  async function expectRefused(field: string, change: (row: Item) => Item) {
    const { row, reading } = await stored(change);
    const error = await reading().then(
      (entity) => entity,
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(CorruptRowError);
    expect(error.message).toBe(`The row ${row.pk} ${row.sk} is corrupt: ${calls(field)}.`);
  }

  const broken = (path: string, value: unknown) => (row: Item) =>
    edited(row, { path, packedIn }, (parent, field) => {
      parent[field] = value;
    });

  const lacking = (path: string) => (row: Item) =>
    edited(row, { path, packedIn }, (parent, field) => {
      if (Array.isArray(parent)) parent.splice(Number(field), 1);
      else delete parent[field];
    });

  describe(`a row of ${name}`, () => {
    test('is read as it was written, whatever was written', async () => {
      const written = fc.asyncProperty(rows.any, async (entity) => {
        const { table } = new MemoryTable();
        await write(table, entity);
        expect(await read(table, entity)).toEqual(entity);
      });
      await fc.assert(written, { numRuns: 50 });
    });

    test('has a form, and is refused in an unknown one', async () => {
      const { row } = await stored((one) => one);
      expect(row.form).toBe(form === 'unsaid' ? undefined : form);
      await expectRefused('form', (one) => ({ ...one, form: 7 }));
      await expectRefused('form', (one) => ({ ...one, form: 'one' }));
    });

    test.each(Object.entries({ ...required, ...optional }))(
      'is refused if %s has an impossible value',
      (path, value) => expectRefused(path, broken(path, value)),
    );

    for (const path of Object.keys(required))
      test(`is refused without ${path}`, () => expectRefused(path, lacking(path)));

    for (const path of Object.keys(optional))
      test(`is read without ${path}`, async () => {
        const { reading } = await stored(lacking(path));
        await expect(reading()).resolves.toBeDefined();
      });
  });
}

/** A copy of a row, changed at a path; what is packed is unpacked for it. */
function edited(
  row: Item,
  { path, packedIn = '' }: { path: string; packedIn?: string },
  change: (parent: Item, field: string) => void,
): Item {
  if (path.startsWith(`${packedIn}.`)) {
    const content: Item = JSON.parse(unpackedText(row[packedIn] as Uint8Array));
    const changed = edited(content, { path: path.slice(packedIn.length + 1) }, change);
    return { ...row, [packedIn]: gzipSync(JSON.stringify(changed)) };
  }
  const copy = structuredClone(row);
  const names = path.split('.');
  const field = names.pop()!;
  change(
    names.reduce((parent, name) => parent[name] as Item, copy),
    field,
  );
  return copy;
}
