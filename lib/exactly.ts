import type * as z from 'zod';

/** Whether two types have the same fields, each equally optional and of the same type. */
type AreSame<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * Returns the schema as it is. It only compiles when the schema reads exactly this type: no field
 * more or less, none otherwise optional, no other values. So the schema and the type that functions
 * believe in cannot drift apart.
 *
 * @example const seller = exactly<Seller>()(z.strictObject({ name: z.string() }));
 */
export const exactly =
  <Type>() =>
  <Schema extends z.ZodType>(
    schema: AreSame<z.infer<Schema>, Type> extends true
      ? Schema
      : { differsFromItsType: z.infer<Schema>; type: Type },
  ): Schema =>
    schema as Schema;
