import { addDays, dayAt } from '../calendar/day.ts';
import { type Currency, decimalsOf } from '../money.ts';
import { depositMention } from './deposit-mention.ts';
import { exemptionFrom } from './exemption.ts';
import type { InvoiceContent, Seller, VatInEuro } from './invoice.ts';
import type { DiscountOnAll, TaxedLine } from './line.ts';
import { taxOf } from './line-tax.ts';
import { mentionsFor } from './mentions.ts';
import type { Sale } from './sale.ts';
import { splitVat } from './vat.ts';

/** Days until an invoice is due. */
export const paymentTermDays = 30;

/** Fixed since 1999: one euro is 655.957 francs, XOF and XAF alike. */
export const francsPerEuro = { rate: '655.957', thousandths: 655_957n } as const;

/**
 * Composes the content of a sale's invoice. Pure: the same arguments give the same content, which
 * is then frozen.
 */
export function composeInvoice(args: {
  sale: Sale;
  seller: Seller;
  number: string;
  issuedAt: Date;
}): InvoiceContent {
  const { sale, seller, number, issuedAt } = args;
  const { locale, currency, customer, supplyDate, period, paid, deposits = [] } = sale;
  const { lines, allowances, totals } = splitVat(
    { lines: taxedLines(sale, seller), allowances: allowancesOf(sale, seller) },
    decimalsOf(currency),
  );
  const issueDate = dayAt(issuedAt, seller.timeZone);
  const depositsMinor = deposits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const paidMinor = depositsMinor + (paid?.minor ?? 0);
  return {
    kind: sale.kind ?? 'invoice',
    number,
    ...(deposits.length > 0 && { deposits }),
    locale,
    currency,
    issuedAt: issuedAt.toISOString(),
    issueDate,
    supplyDate,
    ...(period && { period }),
    dueDate: addDays(issueDate, paymentTermDays),
    seller,
    customer,
    lines,
    ...(allowances.length > 0 && { allowances }),
    totals: { ...totals, paidMinor, dueMinor: totals.grossMinor - paidMinor },
    vatInEuro: vatInEuro(totals.vatMinor, currency),
    ...(paid && { payment: paid.payment }),
    mentions: [
      ...mentionsFor({
        seller,
        customer,
        lines,
        exemptions: totals.vatGroups.flatMap(({ exemption }) => exemption ?? []),
        issueDate,
        locale,
      }),
      ...deposits.map((deposit) => depositMention(deposit, { locale, currency })),
    ],
  };
}

const taxedLines = ({ lines, locale }: Sale, seller: Seller): TaxedLine[] =>
  lines.map(({ exemption, ...line }) => {
    const { vatRate, reason } = taxOf({ vatRate: line.vatRate, exemption }, seller);
    return { ...line, vatRate, ...(reason && { exemption: exemptionFrom(reason, locale) }) };
  });

/** Under the franchise everything has rate 0, whatever the sale says. */
const allowancesOf = ({ allowances }: Sale, { vatNumber }: Seller): DiscountOnAll[] =>
  (allowances ?? []).map(({ vatRate, ...allowance }) => ({
    ...allowance,
    ...(vatNumber !== undefined && vatRate !== undefined && { vatRate }),
  }));

/** The same VAT in euro; undefined for an invoice in euro, and without VAT. */
export function vatInEuro(vatMinor: number, currency: Currency): VatInEuro | undefined {
  if (currency === 'EUR' || vatMinor === 0) return undefined;
  const divisor = francsPerEuro.thousandths;
  const cents = (2n * BigInt(vatMinor) * 100_000n + divisor) / (2n * divisor);
  return { vatMinor: Number(cents), rate: francsPerEuro.rate };
}
