import * as z from 'zod';
import { exactly } from '../../lib/exactly.ts';

type Parcel = { label: string; grams?: number; kind: 'letter' | 'box'; stops: string[] };

const kind = z.enum(['letter', 'box']);
const stops = z.array(z.string());
const whole = { label: z.string(), grams: z.number().optional(), kind, stops };

test('a schema that reads exactly its type compiles, and is not changed', () => {
  const schema = z.strictObject(whole).refine(({ label }) => label !== '');
  expect(exactly<Parcel>()(schema)).toBe(schema);
});

// The compiler is what is tested here: it reports a line below that compiles after all.
test.each([
  // @ts-expect-error a field that the type does not know
  () => exactly<Parcel>()(z.strictObject({ ...whole, colour: z.string().optional() })),
  // @ts-expect-error a field that the schema does not know, although it may be absent
  () => exactly<Parcel>()(z.strictObject({ label: z.string(), kind, stops })),
  // @ts-expect-error a field that may be absent in the schema alone
  () => exactly<Parcel>()(z.strictObject({ ...whole, label: z.string().optional() })),
  // @ts-expect-error a field that may be absent in the type alone
  () => exactly<Parcel>()(z.strictObject({ ...whole, grams: z.number() })),
  // @ts-expect-error a value that the type does not know
  () => exactly<Parcel>()(z.strictObject({ ...whole, kind: z.enum(['letter', 'box', 'bag']) })),
  // @ts-expect-error a value that the schema does not know
  () => exactly<Parcel>()(z.strictObject({ ...whole, kind: z.enum(['letter']) })),
])('a schema that differs from its type does not compile (%#)', (different) => {
  expect(different()).toBeInstanceOf(z.ZodType);
});
