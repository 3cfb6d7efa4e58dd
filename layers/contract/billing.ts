import * as z from 'zod/mini';
import * as part from './parts.ts';

/** Absent fields stay; null removes. The address for mails is not among them: it is proven. */
export const changeBillingDetailsRequest = z
  .strictObject({
    name: z.optional(part.text(200)),
    locale: z.optional(part.locale),
    phone: z.optional(z.nullable(part.phone)),
    address: z.optional(z.nullable(part.address)),
    siren: z.optional(z.nullable(part.siren)),
    vatNumber: z.optional(z.nullable(part.vatNumber)),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'));

export const billingDetailsView = z.object({
  customerId: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(['person', 'company']),
  locale: part.locale,
  phone: z.nullable(z.string()),
  address: z.nullable(part.address),
  siren: z.nullable(z.string()),
  vatNumber: z.nullable(z.string()),
  updatedAt: part.timestamp,
});

export const savedPaymentMethodView = z.object({
  id: z.string(),
  method: z.enum(['card']),
  brand: z.string(),
  last4: z.string(),
  expiryMonth: z.int().check(z.minimum(1), z.maximum(12)),
  expiryYear: z.int(),
  isDefault: z.boolean(),
});

export const savedPaymentMethodList = z.object({ data: z.array(savedPaymentMethodView) });
