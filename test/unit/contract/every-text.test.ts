import type * as z from 'zod/mini';
import { operations } from '#contract/operations';

type Leaf = { name: string; schema: z.core.$ZodType };

const named = (name: string, fields: Readonly<Record<string, z.core.$ZodType>>): Leaf[] =>
  Object.entries(fields).flatMap(([field, of]) => leavesOf(`${name}.${field}`, of));

/** Everything in a schema of which a caller writes the characters, whatever it stands in. */
function leavesOf(name: string, schema: z.core.$ZodType): Leaf[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return named(name, def.shape);
    case 'array':
      return leavesOf(`${name}[]`, def.element);
    case 'record':
      return named(name, { key: def.keyType, value: def.valueType });
    case 'union':
      return def.options.flatMap((option) => leavesOf(name, option));
    case 'optional':
    case 'nullable':
    case 'default':
      return leavesOf(name, def.innerType);
    case 'pipe':
      return leavesOf(name, def.out);
    case 'number':
    case 'boolean':
      return [];
    case 'string':
    case 'enum':
    case 'literal':
      return [{ name, schema }];
    default:
      throw new Error(`${name} is of a kind that this test does not know: ${def.type}`);
  }
}

const leaves = operations.flatMap(({ id, body, query }) => [
  ...(body ? leavesOf(id, body) : []),
  ...(query ? leavesOf(`${id}?`, query) : []),
]);

test('there are texts to check', () => expect(leaves.length).toBeGreaterThan(60));

describe.each(leaves)('$name', ({ schema }) => {
  const takes = (value: string): boolean => (schema as z.ZodMiniType).safeParse(value).success;

  test('accepts no card number, in digits of any script, with any separators [C1]', () => {
    for (const number of [
      'Carte 4242 4242 4242 4242',
      '4242424242424242',
      '4242-4242-4242-4242',
      '4242_4242_4242_4242',
      '4242\u200b4242\u200b4242\u200b4242',
      '４２４２　４２４２　４２４２　４２４２',
      '٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢',
    ])
      expect([number, takes(number)]).toEqual([number, false]);
  });

  test('accepts no direction, control or breaking characters [C10]', () => {
    for (const sign of ['\u202e', '\u2066', '\u200f', '\u061c', '\u2028', '\u2029', '\0', '\ud800'])
      expect([sign, takes(`Zo${sign}e`)]).toEqual([sign, false]);
  });

  test('accepts no invisible text [C10]', () => {
    for (const sign of ['\u200b', '\u200d\u200d', '\u00ad', '\u3164', '\u2800', '\u0301', '\u2060'])
      expect([sign, takes(sign)]).toEqual([sign, false]);
  });
});
