import * as z from 'zod/mini';
import type { InvoiceStats, Revenue } from '#domain/invoices/invoice-stats';
import { formatMoney, type Money, withPlainSpaces } from '#domain/money';
import * as part from './parts.ts';

/** A year of issue. */
export const year = z.coerce.number().check(z.int(), z.minimum(2000), z.maximum(2999));

export const invoiceStatsQuery = z.strictObject({ year: z.optional(year) });

const statuses = ['total', 'generated', 'sent', 'paid', 'overdue', 'cancelled'] as const;

/** The same figure for each of the names. */
const each = <Figure extends z.core.$ZodType>(figure: Figure) => ({
  total: figure,
  generated: figure,
  sent: figure,
  paid: figure,
  overdue: figure,
  cancelled: figure,
});

const figures = ['net', 'vat', 'gross', 'credited', 'deposits'] as const;

const sums = <Figure extends z.core.$ZodType>(figure: Figure) => ({
  net: figure,
  vat: figure,
  gross: figure,
  credited: figure,
  deposits: figure,
});

/** Amounts in minor units; `formatted` is the same as French people write it. */
export const invoiceStats = z.object({
  year: z.int(),
  counts: z.object(each(z.int())),
  creditNotes: z.int(),
  revenue: z.array(z.object({ currency: part.currency, ...sums(z.int()) })),
  pdf: z.object({
    count: z.int(),
    meanBytes: z.nullable(z.int()),
    /** How many documents were measured, and when; the newest ones when there was no check yet. */
    measured: z.int(),
    measuredAt: z.nullable(part.timestamp),
  }),
  paymentRate: z.nullable(z.number()),
  formatted: z.object({
    counts: z.object(each(z.string())),
    creditNotes: z.string(),
    revenue: z.array(z.object({ currency: part.currency, ...sums(z.string()) })),
    pdf: z.object({ count: z.string(), meanBytes: z.nullable(z.string()) }),
    paymentRate: z.nullable(z.string()),
  }),
});

export function viewInvoiceStats(stats: InvoiceStats): z.infer<typeof invoiceStats> {
  const { counts, creditNotes, revenue, pdf, paymentRate } = stats;
  return {
    year: stats.year,
    counts,
    creditNotes,
    revenue: revenue.map((one) => withCurrency(one, ({ minor }) => minor)),
    pdf: {
      count: pdf.count,
      meanBytes: pdf.meanBytes,
      measured: pdf.measured.documents,
      measuredAt: pdf.measured.at ?? null,
    },
    paymentRate,
    formatted: {
      counts: Object.fromEntries(statuses.map((name) => [name, written(counts[name])])) as Record<
        (typeof statuses)[number],
        string
      >,
      creditNotes: written(creditNotes),
      revenue: revenue.map((one) => withCurrency(one, (sum) => formatMoney(sum, 'fr'))),
      pdf: {
        count: written(pdf.count),
        meanBytes: pdf.meanBytes === null ? null : kilobytes(pdf.meanBytes),
      },
      paymentRate: paymentRate === null ? null : percent(paymentRate),
    },
  };
}

/** The five sums of a currency, each as a number or as text. */
const withCurrency = <Figure>(revenue: Revenue, figureOf: (sum: Money) => Figure) => ({
  currency: revenue.net.currency,
  ...(Object.fromEntries(figures.map((name) => [name, figureOf(revenue[name])])) as Record<
    (typeof figures)[number],
    Figure
  >),
});

const whole = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('fr-FR', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

const written = (count: number): string => withPlainSpaces(whole.format(count));

/** A kilobyte is 1000 bytes, as operating systems show files in France. */
const kilobytes = (bytes: number): string =>
  `${withPlainSpaces(tenths.format(bytes / 1000))}\u00a0ko`;

const percent = (rate: number): string => `${withPlainSpaces(tenths.format(rate * 100))}\u00a0%`;
