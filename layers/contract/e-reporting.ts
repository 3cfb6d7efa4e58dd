import * as z from 'zod/mini';
import type { Day } from '#domain/calendar/day';
import type { Declaration, DeclaredPeriod } from '#domain/e-reporting/declaration';
import type { Seller } from '#domain/invoices/invoice';
import * as part from './parts.ts';

export const declarationQuery = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

const category = z.enum(['TLB1', 'TPS1', 'TNT1', 'TMA1']);

/** Rates in basis points; VAT in cents, whatever the currency. */
const rate = { vatRate: z.int(), net: z.int(), vatInEuro: z.int() };

export const declaration = z.object({
  siren: z.string(),
  from: z.string(),
  to: z.string(),
  paysVatOnDebits: z.boolean(),
  sales: z.array(
    z.object({
      day: z.string(),
      category,
      currency: part.currency,
      transactions: z.int(),
      net: z.int(),
      vatInEuro: z.int(),
      rates: z.array(z.object(rate)),
    }),
  ),
  payments: z.array(z.object({ day: z.string(), vatRate: z.int(), amountInEuro: z.int() })),
  abroad: z.array(
    z.object({
      number: z.string(),
      kind: z.enum(['invoice', 'credit_note', 'deposit']),
      day: z.string(),
      country: z.string(),
      vatNumber: z.nullable(z.string()),
      currency: part.currency,
      parts: z.array(z.object({ category, ...rate })),
      paidDay: z.nullable(z.string()),
    }),
  ),
  byPlatform: z.int(),
  withoutSiren: z.array(z.string()),
});

export const periodOf = ({ from, to }: z.infer<typeof declarationQuery>): DeclaredPeriod => ({
  from: from as Day,
  to: to as Day,
});

export function viewDeclaration(
  { sales, payments, abroad, byPlatform, withoutSiren }: Declaration,
  { from, to }: DeclaredPeriod,
  { siren, paysVatOnDebits = false }: Pick<Seller, 'siren' | 'paysVatOnDebits'>,
): z.infer<typeof declaration> {
  return {
    ...{ siren, from, to, paysVatOnDebits },
    sales: sales.map(({ rates, ...sale }) => ({
      ...sale,
      net: rates.reduce((sum, { netMinor }) => sum + netMinor, 0),
      vatInEuro: rates.reduce((sum, { vatEuroMinor }) => sum + vatEuroMinor, 0),
      rates: rates.map(viewRate),
    })),
    payments: payments.map(({ day, vatRate, grossEuroMinor }) => ({
      ...{ day, vatRate },
      amountInEuro: grossEuroMinor,
    })),
    abroad: abroad.map(({ parts, vatNumber = null, paidDate = null, ...sale }) => ({
      ...{ ...sale, vatNumber, paidDay: paidDate },
      parts: parts.map((one) => ({ category: one.category, ...viewRate(one) })),
    })),
    ...{ byPlatform, withoutSiren },
  };
}

const viewRate = (one: { vatRate: number; netMinor: number; vatEuroMinor: number }) => ({
  vatRate: one.vatRate,
  net: one.netMinor,
  vatInEuro: one.vatEuroMinor,
});
