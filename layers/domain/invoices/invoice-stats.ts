import { type Currency, currencies, type Money, money } from '../money.ts';
import type { MonthSums, Series } from './series.ts';

/** How many invoices of a year are in each of the statuses that are rare. */
export type RareCounts = Record<'generated' | 'sent' | 'overdue' | 'cancelled', number>;

/** How large documents are: of all that a check has read, or of the newest ones. */
export type SizeSample = { documents: number; bytes: number; at?: string };

/** What is stored of a year, as sums; no invoice is read for it. */
export type YearOfInvoices = {
  /** Of invoices, of deposits, of credit notes: those that have begun. */
  series: readonly Series[];
  rare: RareCounts;
  /** How many were paid after they were issued. */
  paidLater: number;
  sample: SizeSample;
};

export type StatsStore = { readYear(year: number): Promise<YearOfInvoices> };

/**
 * What was invoiced in one currency, less what was credited. Deposits are in it: a final invoice
 * counts without those that it subtracts, so nothing is counted twice.
 */
export type Revenue = {
  net: Money;
  vat: Money;
  gross: Money;
  /** Already subtracted from the three; VAT included. */
  credited: Money;
  /** What of it are deposits; VAT included. */
  deposits: Money;
};

export type InvoiceStats = {
  year: number;
  /** Of invoices and deposits. */
  counts: RareCounts & { total: number; paid: number };
  creditNotes: number;
  /** One for each currency that was invoiced. */
  revenue: Revenue[];
  /** One for each invoice, deposit and credit note. */
  pdf: { count: number; meanBytes: number | null; measured: SizeSample };
  /** Of all invoices and deposits, from 0 to 1; null without any. */
  paymentRate: number | null;
};

/** A year in figures: a shop without invoices has zeros, and no rate. */
export function statsOf(
  year: number,
  { series, rare, paidLater, sample }: YearOfInvoices,
): InvoiceStats {
  const of = (kind: string) => monthsOf(series.find(({ name }) => name.startsWith(`${kind}-`)));
  const [invoices, deposits, notes] = [of('FA'), of('AC'), of('AV')];
  const both = [...invoices, ...deposits];
  const total = sumOf(both, 'count');
  const open = rare.generated + rare.sent + rare.overdue + rare.cancelled;
  const everPaid = sumOf(both, 'paidCount') + paidLater;
  const count = total + sumOf(notes, 'count');
  return {
    year,
    counts: { ...rare, total, paid: Math.max(0, total - open) },
    creditNotes: sumOf(notes, 'count'),
    revenue: currencies.flatMap((currency) => revenueIn(currency, { invoices, deposits, notes })),
    pdf: {
      count,
      meanBytes: sample.documents > 0 ? Math.round(sample.bytes / sample.documents) : null,
      measured: sample,
    },
    paymentRate: total > 0 ? Math.min(1, everPaid / total) : null,
  };
}

type Months = readonly (MonthSums & { currency: Currency })[];

const monthsOf = (series: Series | undefined): Months =>
  Object.entries(series?.sums ?? {}).map(([name, sums]) => ({
    ...sums,
    currency: name.slice('MM-'.length) as Currency,
  }));

const sumOf = (months: Months, figure: keyof MonthSums): number =>
  months.reduce((sum, month) => sum + month[figure], 0);

function revenueIn(
  currency: Currency,
  year: { invoices: Months; deposits: Months; notes: Months },
): Revenue[] {
  const within = (months: Months) => months.filter((month) => month.currency === currency);
  const [invoices, deposits, notes] = [
    within(year.invoices),
    within(year.deposits),
    within(year.notes),
  ];
  if (invoices.length + deposits.length + notes.length === 0) return [];
  const less = (figure: 'net' | 'vat' | 'gross') =>
    money(sumOf(invoices, figure) + sumOf(deposits, figure) - sumOf(notes, figure), currency);
  return [
    {
      net: less('net'),
      vat: less('vat'),
      gross: less('gross'),
      credited: money(sumOf(notes, 'gross'), currency),
      deposits: money(sumOf(deposits, 'gross'), currency),
    },
  ];
}
