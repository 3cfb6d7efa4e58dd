import { problemOf } from '#runtime/problem';
import { type Check, count, instant, oneOf, optional, text } from '#stores/fields';
import { CorruptRowError, keyOf, stored } from '#stores/stored';
import type { Item } from '#stores/table';
import { MemoryTable } from '#test/memory-table';

type Parcel = {
  id: string;
  grams: number;
  state: 'packed' | 'sent';
  sentAt?: string;
  note?: string;
};

const decisive = {
  id: text,
  grams: count,
  state: oneOf('packed', 'sent'),
  sentAt: optional(instant),
};

const key = { pk: 'PARCEL#par_1', sk: 'PARCEL' };
const parcel: Parcel = { id: 'par_1', grams: 1_500, state: 'packed', note: 'fragile' };

/** The error that reading ends with. */
function refusalOf(read: (row: Item) => unknown, row: Item): CorruptRowError {
  try {
    read(row);
  } catch (error) {
    return error as CorruptRowError;
  }
  throw new Error('the row was read');
}

describe('a stored row', () => {
  const parcelFrom = stored<Parcel>(decisive);

  test('is its entity, without storage attributes', () => {
    const places = { collectionPk: 'PARCELS', ownerSk: 'a', duePk: 'b', event: {}, ttl: 1 };
    const row = { ...key, ...parcel, ...places, form: 1, askedAt: 'now' };
    expect(parcelFrom(row)).toEqual(parcel);
  });

  test('passes through fields that no rule depends on', () => {
    expect(parcelFrom({ ...key, ...parcel, note: 7 })).toEqual({ ...parcel, note: 7 });
  });

  test('that is corrupt is reported with its broken fields, but not their values', () => {
    const row = { ...key, ...parcel, grams: 'awa@example.com', state: 'lost' };
    const error = refusalOf(parcelFrom, row);
    expect(error).toBeInstanceOf(CorruptRowError);
    expect(error.message).toBe('The row PARCEL#par_1 PARCEL is corrupt: grams, state.');
    expect(JSON.stringify(error)).not.toContain('lost');
  });

  test('does not reveal the address that is part of its key', () => {
    const row = { ...parcel, pk: 'ORDER#awa@example.com', sk: 'PAID', id: '' };
    expect(refusalOf(parcelFrom, row).message).toBe('The row ORDER#…@… PAID is corrupt: id.');
  });

  test('is our fault: the caller gets a 500 without details', () => {
    const problem = problemOf(refusalOf(parcelFrom, { ...key, ...parcel, id: 7 }), 'request-1');
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('PARCEL');
  });

  test('found by an index has a key', () => {
    expect(keyOf({ ...key, collectionPk: 'PARCELS' })).toEqual(key);
    expect(() => keyOf({ pk: 'PARCEL#par_1' })).toThrow(CorruptRowError);
  });
});

/** As docs/decisions/0033 tells it: parcels were weighed in grams, and are to be in milligrams. */
describe('a row of another form', () => {
  type WeighedParcel = Omit<Parcel, 'grams'> & { milligrams: number };
  const { grams: _, ...others } = decisive;

  const finer = ({ grams, ...row }: Item): Item => ({ ...row, milligrams: Number(grams) * 1_000 });
  const coarser = ({ milligrams, ...row }: Item): Item => ({
    ...row,
    grams: Math.round(Number(milligrams) / 1_000),
  });

  /** The release that writes the first form, and reads the next one already. */
  const readInFirst = stored<Parcel>(decisive, { from: { 2: coarser } });
  /** The release that writes the second form. */
  const readInSecond = stored<WeighedParcel>(
    { ...others, milligrams: count },
    { form: 2, from: { 1: finer } },
  );
  /** The release after the backfill. */
  const readInSecondAlone = stored<WeighedParcel>({ ...others, milligrams: count }, { form: 2 });

  const { grams, ...rest } = parcel;
  const weighed: WeighedParcel = { ...rest, milligrams: 1_500_000 };
  const rowOfFirst = { ...key, ...parcel };
  const rowOfSecond = { ...key, ...weighed, form: 2 };

  test('is read as today’s, whether it states the first form or none', () => {
    expect(readInSecond(rowOfFirst)).toEqual(weighed);
    expect(readInSecond({ ...rowOfFirst, form: 1 })).toEqual(weighed);
    expect(readInSecond(rowOfSecond)).toEqual(weighed);
  });

  test('is read by the previous release, which may run beside the next one for some time', () => {
    expect(readInFirst(rowOfSecond)).toEqual(parcel);
    expect(readInFirst(rowOfFirst)).toEqual(parcel);
  });

  test('is checked after its conversion to today’s form', () => {
    const error = refusalOf(readInSecond, { ...rowOfFirst, grams: 'heavy' });
    expect(error.message).toBe('The row PARCEL#par_1 PARCEL is corrupt: milligrams.');
  });

  test('is refused if its reader was removed, or never existed', () => {
    expect(refusalOf(readInSecondAlone, rowOfFirst).message).toContain('is corrupt: form.');
    expect(refusalOf(readInSecond, { ...rowOfSecond, form: 3 }).message).toContain(
      'is corrupt: form.',
    );
    expect(refusalOf(readInSecond, { ...rowOfSecond, form: null }).message).toContain(
      'is corrupt: form.',
    );
  });

  test('is what its writer states; by default it is the first', async () => {
    const memory = new MemoryTable();
    await memory.table.write({ put: { key, item: weighed } });
    expect(memory.row('PARCEL').form).toBe(1);
    await memory.table.write({ put: { key, item: { ...weighed, form: 2 } } });
    expect(readInSecond(memory.row('PARCEL'))).toEqual(weighed);
  });
});

test('a check that allows less than the type, or forgets that a field may be absent, does not compile', () => {
  // @ts-expect-error A parcel may be sent.
  stored<Parcel>({ state: oneOf('packed') });
  // @ts-expect-error Nor may it be lost.
  stored<Parcel>({ state: oneOf('packed', 'sent', 'lost') });
  // @ts-expect-error Not every parcel has been sent.
  stored<Parcel>({ sentAt: instant });
  // @ts-expect-error The id is always there.
  stored<Parcel>({ id: optional(text) });
  const fewer: Check<string> = text;
  expect(fewer('')).toBe(false);
});

test.each([
  '2026-11-21',
  '2026-13-21T10:00:00Z',
  '2026-11-21T10:00:00+01:00',
  '',
  1,
  null,
  undefined,
])('%s is not an instant', (value) => expect(instant(value)).toBe(false));
