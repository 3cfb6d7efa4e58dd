import fc from 'fast-check';
import { CorruptRowError } from '#stores/stored';
import type { Item, Table } from '#stores/table';
import { MemoryTable } from '#test/memory-table';

export type RowsUnderTest<Entity> = {
  /** As they are called in the test's names. */
  name: string;
  example: Entity;
  /** What may be written. */
  any: fc.Arbitrary<Entity>;
  write(table: Table, entity: Entity): Promise<unknown>;
  read(table: Table, entity: Entity): Promise<Entity | undefined>;
  /** How the sort key of its row begins. */
  sk: string;
  /** Fields that must be there, each with a value that it may not have. */
  required: Item;
  /** The same of fields that may be absent. */
  optional?: Item;
  /** `unsaid` of rows that are not to grow by a byte. */
  form?: 1 | 'unsaid';
  /** What a broken field is called where it is not the attribute itself. */
  calls?: (field: string) => string;
};

/** Rows are read as strictly as they are written. */
export function describeRows<Entity>(rows: RowsUnderTest<Entity>): void {
  const { name, example, write, read, sk } = rows;
  const { required, optional = {}, form = 1, calls = (field: string) => field } = rows;

  /** The example as it is stored, changed behind the store's back. */
  async function stored(change: (row: Item) => Item) {
    const memory = new MemoryTable();
    await write(memory.table, example);
    const row = change(memory.row(sk));
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

  describe(`a row of ${name}`, () => {
    test('is read back equal, whatever was written', async () => {
      const written = fc.asyncProperty(rows.any, async (entity) => {
        const { table } = new MemoryTable();
        await write(table, entity);
        expect(await read(table, entity)).toEqual(entity);
      });
      await fc.assert(written, { numRuns: 50 });
    });

    test('tells its form, and is not read in one that nobody knows', async () => {
      const { row } = await stored((one) => one);
      expect(row.form).toBe(form === 'unsaid' ? undefined : form);
      await expectRefused('form', (one) => ({ ...one, form: 7 }));
      await expectRefused('form', (one) => ({ ...one, form: 'one' }));
    });

    test.each(Object.entries({ ...required, ...optional }))(
      'is refused where %s cannot be true',
      async (field, value) => {
        await expectRefused(field, (row) => ({ ...row, [field]: value }));
      },
    );

    test.each(Object.keys(required))('is refused without %s', async (field) => {
      await expectRefused(field, ({ [field]: _, ...row }) => row);
    });
  });
}
