import { brokenFields, type Decisive, text } from './fields.ts';
import type { Key } from './keys.ts';
import { firstForm, type Item } from './table.ts';

/** What a row has beside its entity: its key, its places in the indexes, the event it carries, turns. */
const storageAttribute = /^(pk|sk|form|ttl|event|askedAt|(collection|owner|due)[PS]k)$/;

export type FormOptions = {
  /** The form that is written today: its writer puts `form` into the item when it is not the first. */
  form?: number;
  /** What makes today's form of each other one that may still be met. */
  from?: Readonly<Record<number, (row: Item) => Item>>;
};

/**
 * A row that is not what was written: a fault of ours, which no caller can mend, so that it is never
 * a `DomainError`. Tells which row and which of its fields; never what is in them.
 */
export class CorruptRowError extends Error {
  constructor({ pk, sk }: Item, fields: readonly string[]) {
    super(`The row ${withoutAddress(pk)} ${withoutAddress(sk)} is corrupt: ${fields.join(', ')}.`);
    this.name = 'CorruptRowError';
  }
}

/** A shop may use its buyer's address as the number of an order, and orders are keys. */
const withoutAddress = (part: unknown): string => String(part).replace(/[^#\s]+@[^#\s]+/g, '…@…');

/**
 * How the rows of an entity are read: as strictly as they are written. What rules decide by is
 * checked, in today's form; the rest is passed through.
 *
 * @example
 * const projectFrom = stored<Project>({ id: text, customerId: text, archivedAt: optional(instant) });
 * const project = projectFrom(item);
 *
 * @throws CorruptRowError from the returned function, for a row that is not as it must be.
 */
export function stored<Entity extends object>(
  decisive: Decisive<Entity>,
  { form = firstForm, from = {} }: FormOptions = {},
): (item: Item) => Entity {
  return function readRow(item) {
    const row = Object.entries(inForm(form, from, item));
    const entity = Object.fromEntries(row.filter(([name]) => !storageAttribute.test(name)));
    const broken = brokenFields(entity, decisive);
    if (broken.length > 0) throw new CorruptRowError(item, broken);
    return entity as Entity;
  };
}

function inForm(form: number, from: NonNullable<FormOptions['from']>, item: Item): Item {
  const { form: found = firstForm } = item;
  if (found === form) return item;
  const translate = typeof found === 'number' ? from[found] : undefined;
  if (!translate) throw new CorruptRowError(item, ['form']);
  return translate(item);
}

/** The key of a row, as an index names it. */
export function keyOf(item: Item): Key {
  const { pk, sk } = item;
  if (!(text(pk) && text(sk))) throw new CorruptRowError(item, ['pk', 'sk']);
  return { pk, sk };
}
