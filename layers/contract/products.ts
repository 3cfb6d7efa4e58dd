import * as z from 'zod/mini';
import * as part from './parts.ts';
import { exemption, supplies, unitAmount } from './payments.ts';

/** A product without a price is a gift, which needs no order. */
const price = unitAmount.check(z.minimum(1));

export const createProductRequest = z.strictObject({
  name: part.text(200),
  description: z.optional(part.text(2000)),
  unitAmount: price,
  currency: part.currency,
  vatRate: part.vatRate,
  exemption: z.optional(exemption),
  supplies,
  active: z._default(z.boolean(), true),
});

/** Absent fields stay; null removes. */
export const changeProductRequest = z
  .strictObject({
    name: z.optional(part.text(200)),
    description: z.optional(z.nullable(part.text(2000))),
    unitAmount: z.optional(price),
    vatRate: z.optional(part.vatRate),
    exemption: z.optional(z.nullable(exemption)),
    supplies: z.optional(supplies),
    active: z.optional(z.boolean()),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'));

export const productView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  unitAmount: z.int(),
  currency: part.currency,
  vatRate: z.int(),
  exemption: z.nullable(exemption),
  supplies,
  active: z.boolean(),
  createdAt: part.timestamp,
  updatedAt: part.timestamp,
});

export const listProductsQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
});

export const productPage = part.page(productView);
