import * as z from 'zod/mini';
import { year } from './invoice-stats.ts';
import * as part from './parts.ts';

export const billingSummaryQuery = z.strictObject({
  year: z.optional(year),
  format: z.optional(z.enum(['json', 'csv'])),
  locale: z.optional(part.locale),
  customerId: z.optional(part.customerId),
});

/** Minor units of `currency`, VAT included. */
const sums = { currency: part.currency, paid: z.int(), refunded: z.int(), vat: z.int() };

export const billingSummary = z.object({
  customerId: z.string(),
  year: z.int(),
  /** `2026-11`, in the seller's zone; those without money are left out. */
  months: z.array(z.object({ month: z.string(), ...sums })),
  totals: z.array(z.object(sums)),
});
