import type { Day } from '#domain/calendar/day';
import type { Month } from '#domain/calendar/month';
import type { Money } from '#domain/money';
import { type Currency, currencies } from '#vocabulary/currencies';
import { type ProviderName, providerNames } from '#vocabulary/providers';

/**
 * Checks a row's field for exactly its type: a check that misses a state of the type, or that the
 * field may be absent, does not compile.
 */
export type Check<in out Value> = (value: unknown) => value is Value;

/** The checks of the fields that rules depend on. */
export type Decisive<Entity> = { readonly [Name in keyof Entity]?: Check<Entity[Name]> };

/** Text that is never empty, such as an id or a name. */
export const text: Check<string> = (value): value is string =>
  typeof value === 'string' && value !== '';

/** Text from outside, which may be empty. */
export const anyText: Check<string> = (value) => typeof value === 'string';

export const flag: Check<boolean> = (value) => typeof value === 'boolean';

const isLike = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value);

/** ISO 8601 UTC; rules compare it as text. */
export const instant: Check<string> = (value): value is string =>
  isLike(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/) && !Number.isNaN(Date.parse(value));

/** `YYYY-MM-DD` */
export const day: Check<string> = (value) => isLike(value, /^\d{4}-\d\d-\d\d$/);

/** The same where rules take only a day. */
export const calendarDay: Check<Day> = (value): value is Day => day(value);

/** `YYYY-MM` */
export const month: Check<Month> = (value): value is Month => isLike(value, /^\d{4}-\d\d$/);

/** SHA-256 in hex. */
export const hash: Check<string> = (value) => isLike(value, /^[0-9a-f]{64}$/);

/** A whole number that a double holds exactly. */
export const whole: Check<number> = (value): value is number => Number.isSafeInteger(value);

/** A whole number from zero on. */
export const count: Check<number> = (value): value is number => whole(value) && value >= 0;

export const binary: Check<Uint8Array> = (value) => value instanceof Uint8Array;

export const oneOf =
  <Name extends string>(...names: readonly Name[]): Check<Name> =>
  (value): value is Name =>
    names.includes(value as Name);

export const optional =
  <Value>(isSound: Check<Value>): Check<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || isSound(value);

export const nullOr =
  <Value>(isSound: Check<Value>): Check<Value | null> =>
  (value): value is Value | null =>
    value === null || isSound(value);

export const listOf =
  <Value>(isSound: Check<Value>): Check<Value[]> =>
  (value): value is Value[] =>
    Array.isArray(value) && value.every(isSound);

/** DynamoDB has no empty sets. */
export const setOf =
  <Value>(isSound: Check<Value>): Check<Set<Value>> =>
  (value): value is Set<Value> =>
    value instanceof Set && [...value].every(isSound);

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A nested map; fields without a check are passed through, as in the row itself. */
export const mapWith =
  <Entity>(decisive: Decisive<Entity>): Check<Entity> =>
  (value): value is Entity =>
    isMap(value) && brokenFields(value, decisive).length === 0;

export const mapOf =
  <Value>(isSound: Check<Value>): Check<Record<string, Value>> =>
  (value): value is Record<string, Value> =>
    isMap(value) && Object.values(value).every(isSound);

// Separate functions, so that a bundle without them leaves them out.
export const currency: Check<Currency> = (value): value is Currency =>
  currencies.includes(value as Currency);

export const provider: Check<ProviderName> = (value): value is ProviderName =>
  providerNames.includes(value as ProviderName);

export const money: Check<Money> = (value): value is Money =>
  isMap(value) && whole(value.minor) && currency(value.currency);

/** The names of the invalid fields. */
export const brokenFields = <Entity>(
  row: Record<string, unknown>,
  decisive: Decisive<Entity>,
): string[] =>
  Object.entries<Check<unknown>>(decisive as Record<string, Check<unknown>>).flatMap(
    ([name, isSound]) => (isSound(row[name]) ? [] : name),
  );
