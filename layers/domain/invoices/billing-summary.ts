import type { Currency } from '../money.ts';
import type { InvoiceListStore } from './invoice-list.ts';
import { amountPaid, type Invoice, paymentOf } from './invoice-store.ts';

/** What a customer has paid and got back in a month, in minor units of the currency. */
type MonthSummary = {
  /** `2026-11`, in the seller's zone. */
  month: string;
  currency: Currency;
  /** VAT included. */
  paid: number;
  /** Refunds and lost disputes, VAT included. */
  refunded: number;
  /** In what was paid, less what was in what was refunded. */
  vat: number;
};

export type BillingSummary = {
  customerId: string;
  year: number;
  /** By month, then by currency; months without money are left out. */
  months: MonthSummary[];
  /** The year, by currency. */
  totals: Omit<MonthSummary, 'month'>[];
};

/** Reads all invoices of a customer: one that is paid this year may have been issued long before. */
export async function summarizeBilling(
  { invoices }: { invoices: Pick<InvoiceListStore, 'listOwn'> },
  { customerId, year }: Pick<BillingSummary, 'customerId' | 'year'>,
): Promise<BillingSummary> {
  const months = new Map<string, MonthSummary>();
  let cursor: string | undefined;
  do {
    const page = await invoices.listOwn({ customerId }, { limit: 100, cursor });
    for (const movement of page.invoices.flatMap(movementOf))
      if (movement.month.startsWith(`${year}-`)) add(months, movement);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const sorted = [...months.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return { customerId, year, months: sorted, totals: totalsOf(sorted) };
}

/** The money that moved with a document, in the month in which it did. */
function movementOf(invoice: Invoice): MonthSummary[] {
  const { content, credit } = invoice;
  const { currency, totals, issueDate, deposits = [] } = content;
  const payment = paymentOf(invoice);
  if (credit)
    return isMoneyBack(credit.cause)
      ? [
          {
            month: issueDate.slice(0, 'YYYY-MM'.length),
            currency,
            paid: 0,
            refunded: totals.grossMinor,
            vat: -totals.vatMinor,
          },
        ]
      : [];
  // The money of an invoice that replaces another one was counted with that one.
  if (!payment || content.corrects) return [];
  return [
    {
      month: payment.paidDate.slice(0, 'YYYY-MM'.length),
      currency,
      paid: amountPaid(invoice).minor,
      refunded: 0,
      // The VAT of its deposits was paid with them.
      vat: totals.vatMinor - deposits.reduce((sum, { vatMinor }) => sum + vatMinor, 0),
    },
  ];
}

/** A credit note that cancels what nobody has paid gives nothing back. */
const isMoneyBack = (cause: object): boolean => 'refundId' in cause || 'lostMinor' in cause;

function add(months: Map<string, MonthSummary>, movement: MonthSummary): void {
  const before = months.get(nameOf(movement));
  months.set(nameOf(movement), before ? { ...movement, ...sumOf(before, movement) } : movement);
}

const nameOf = ({ month, currency }: MonthSummary): string => `${month} ${currency}`;

type Sums = Pick<MonthSummary, 'paid' | 'refunded' | 'vat'>;

const sumOf = (a: Sums, b: Sums): Sums => ({
  paid: a.paid + b.paid,
  refunded: a.refunded + b.refunded,
  vat: a.vat + b.vat,
});

function totalsOf(months: readonly MonthSummary[]): BillingSummary['totals'] {
  const byCurrency = Map.groupBy(months, ({ currency }) => currency);
  return [...byCurrency].map(([currency, own]) => ({
    currency,
    ...own.map(({ paid, refunded, vat }): Sums => ({ paid, refunded, vat })).reduce(sumOf),
  }));
}
