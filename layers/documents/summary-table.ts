import type { BillingSummary } from '#domain/invoices/billing-summary';
import { type Locale, money } from '#domain/money';
import { amountCell, csvFile } from './csv.ts';

const headings: Record<Locale, readonly string[]> = {
  fr: ['Mois', 'Devise', 'Payé TTC', 'Remboursé TTC', 'TVA', 'Net payé TTC'],
  en: ['Month', 'Currency', 'Paid incl. VAT', 'Refunded incl. VAT', 'VAT', 'Net paid incl. VAT'],
};

/** A customer's year as a table for a spreadsheet, one line for each month and currency. */
export const summaryTable = ({ months }: BillingSummary, locale: Locale): string =>
  csvFile(
    headings[locale],
    months.map(({ month, currency, paid, refunded, vat }) => [
      month,
      currency,
      ...[paid, refunded, vat, paid - refunded].map((minor) =>
        amountCell(money(minor, currency), 'comma'),
      ),
    ]),
  );
