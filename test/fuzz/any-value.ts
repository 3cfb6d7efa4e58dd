import fc from 'fast-check';
import type { Schema } from './api-document.ts';
import type { Stock } from './stock.ts';

/** Texts that people write: letters of several scripts, accents, emoji. */
const anyText = (minimum: number, maximum: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => `${'a'.repeat(minimum)}${text}`.slice(0, Math.max(maximum, minimum)));

const byFormat: Record<string, fc.Arbitrary<string>> = {
  'idn-email': fc.nat({ max: 999 }).map((number) => `fuzz-${number}@example.com`),
  uri: fc.constantFrom('https://shop.example/back', 'https://shop.example/?a=b#c'),
  date: fc.constantFrom('2026-01-01', '2026-11-30', '2028-02-29', '2099-12-31'),
  'date-time': fc.constantFrom('2026-11-01T00:00:00Z', '2030-02-28T23:59:59.999Z'),
};

/**
 * Values that the schema allows. A name for which the shop has something, as `customerId`, gets it
 * in three of four: an id that nobody has is refused before any rule is reached.
 */
export function anyValue(schema: Schema, stock: Stock, name = ''): fc.Arbitrary<unknown> {
  const made = byKind(schema, stock);
  const known = stock.named[name];
  return known === undefined || schema.type !== 'string'
    ? made
    : fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 3 }, { arbitrary: made, weight: 1 });
}

function byKind(schema: Schema, stock: Stock): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => anyValue(choice, stock)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return anyObject(schema, stock);
    case 'array':
      return anyArray(schema, stock);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 2 ** 31 - 1 });
    case 'number':
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? 1, max: schema.maximum ?? 20 }),
        fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true }),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anyString(schema);
  }
}

function anyString({ pattern, format, minLength = 0, maxLength = 200 }: Schema) {
  if (format && byFormat[format]) return byFormat[format];
  if (pattern) return anyMatch(pattern, maxLength);
  return anyText(minLength, maxLength);
}

/** fast-check makes texts for patterns, but looks ahead in none: those are left out when they are made. */
function anyMatch(pattern: string, maxLength: number): fc.Arbitrary<string> {
  const whole = new RegExp(pattern, 'u');
  const made = fc.stringMatching(new RegExp(pattern.replaceAll(/\(\?[!=][^)]*\)/g, ''), 'u'));
  return made.filter((text) => text.length <= maxLength && whole.test(text));
}

function anyArray({ items = {}, minItems = 0, maxItems = 1_000 }: Schema, stock: Stock) {
  return fc.array(anyValue(items, stock), {
    minLength: minItems,
    maxLength: Math.min(maxItems, minItems + 3),
  });
}

function anyObject(schema: Schema, stock: Stock): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, of]) => [name, anyValue(of, stock, name)]),
  );
  const some = fc.record(fields, { requiredKeys: required });
  const fewest = fc.record(Object.fromEntries(required.map((name) => [name, fields[name]!])));
  if (Object.keys(properties).length > 0) return fc.oneof(some, fewest);
  if (typeof additionalProperties !== 'object') return fc.constant({});
  return fc.dictionary(anyString(propertyNames ?? {}), anyValue(additionalProperties, stock), {
    maxKeys: 3,
  });
}
