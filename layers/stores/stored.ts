import { brokenFields, type Decisive, text } from './fields.ts';
import type { Key } from './keys.ts';
import { firstForm, type Item } from './table.ts';

/** What a row has besides its entity: key, index keys, event, turns. */
const storageAttribute = /^(pk|sk|form|ttl|event|askedAt|(collection|owner|due)[PS]k)$/;

export type FormOptions = {
  /** The form that is written today; its writer sets `form` unless it is the first. */
  form?: number;
  /** Converts rows of each older form that may still exist to today's form. */
  from?: Readonly<Record<number, (row: Item) => Item>>;
};

/**
 * A row that differs from what we write: our own fault, which no caller can correct, so it is never
 * a `DomainError`. Names the row and its invalid fields, never their content.
 */
export class CorruptRowError extends Error {
  constructor({ pk, sk }: Item, fields: readonly string[]) {
    super(`The row ${withoutAddress(pk)} ${withoutAddress(sk)} is corrupt: ${fields.join(', ')}.`);
    this.name = 'CorruptRowError';
  }
}

/** A shop may use its buyer's address as an order number, and orders are keys. */
const withoutAddress = (part: unknown): string => String(part).replace(/[^#\s]+@[^#\s]+/g, '…@…');

/**
 * Creates a reader of an entity's rows. It checks the fields that rules depend on, in today's form,
 * and passes the rest through.
 *
 * @example
 * const projectFrom = stored<Project>({ id: text, archivedAt: optional(instant) });
 * const project = projectFrom(item);
 *
 * @throws CorruptRowError from the returned function, for an invalid row.
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

/** The key of a row, as an index returns it. */
export function keyOf(item: Item): Key {
  const { pk, sk } = item;
  if (!(text(pk) && text(sk))) throw new CorruptRowError(item, ['pk', 'sk']);
  return { pk, sk };
}
