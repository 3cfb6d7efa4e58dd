import { addDays, calendarDay } from '../calendar.ts';
import { decimalsOf, type Money } from '../money.ts';
import type { Payment } from '../payments/payment.ts';
import type { InvoiceContent, InvoiceParty, Seller, VatInEuro } from './invoice.ts';
import { mentionsFor } from './mentions.ts';
import { type GrossLine, splitVat } from './vat.ts';

/** Days until an invoice is due. */
const paymentTermDays = 30;

/** Fixed since 1999: one euro is 655.957 francs, XOF and XAF alike. */
const francsPerEuro = { rate: '655.957', thousandths: 655_957n } as const;

/**
 * Composes what the invoice of a completed payment says. Pure: the same arguments give the same
 * content, which is then frozen for ever.
 */
export function composeInvoice(args: {
  payment: Payment;
  seller: Seller;
  number: string;
  issuedAt: Date;
}): InvoiceContent {
  const { payment, seller, number, issuedAt } = args;
  const paid = amountTaken(payment);
  const { lines, totals } = splitVat(grossLines(payment, paid, seller), decimalsOf(paid.currency));
  const issueDate = calendarDay(issuedAt, seller.timeZone);
  const paidDate = calendarDay(new Date(payment.completedAt!), seller.timeZone);
  const customer = partyOf(payment);
  return {
    kind: 'invoice',
    number,
    locale: payment.locale,
    currency: paid.currency,
    issuedAt: issuedAt.toISOString(),
    issueDate,
    supplyDate: paidDate,
    dueDate: addDays(issueDate, paymentTermDays),
    seller,
    customer,
    lines,
    totals: { ...totals, paidMinor: paid.minor, dueMinor: totals.grossMinor - paid.minor },
    vatInEuro: vatInEuro(totals.vatMinor, paid),
    payment: {
      id: payment.id,
      method: payment.method,
      provider: payment.provider,
      paidAt: payment.completedAt!,
      paidDate,
    },
    mentions: mentionsFor({ seller, customer, issueDate, locale: payment.locale }),
  };
}

function amountTaken({ amount, amountPaid }: Payment): Money {
  if (amountPaid && amountPaid.currency.toUpperCase() !== amount.currency)
    throw new Error('a completed payment was paid in its own currency');
  return { minor: amountPaid?.minor ?? amount.minor, currency: amount.currency };
}

/** A payment without lines gets one: its description, at the seller's default rate. */
function grossLines(payment: Payment, paid: Money, seller: Seller): GrossLine[] {
  const rate = (wanted?: number) =>
    seller.vatNumber === undefined ? 0 : (wanted ?? seller.defaultVatRate);
  if (!payment.lines || payment.lines.length === 0)
    return [
      {
        description: payment.description,
        quantity: 1,
        unitGrossMinor: paid.minor,
        vatRate: rate(),
      },
    ];
  return payment.lines.map(({ description, quantity, unitAmount, vatRate }) => ({
    description,
    quantity,
    unitGrossMinor: unitAmount,
    vatRate: rate(vatRate),
  }));
}

const partyOf = ({ buyer }: Payment): InvoiceParty => ({
  kind: buyer.kind ?? 'person',
  name: buyer.name,
  email: buyer.email,
  phone: buyer.phone,
  address: buyer.address,
  siren: buyer.siren,
  vatNumber: buyer.vatNumber,
});

function vatInEuro(vatMinor: number, { currency }: Money): VatInEuro | undefined {
  if (currency === 'EUR' || vatMinor === 0) return undefined;
  const divisor = francsPerEuro.thousandths;
  const cents = (2n * BigInt(vatMinor) * 100_000n + divisor) / (2n * divisor);
  return { vatMinor: Number(cents), rate: francsPerEuro.rate };
}
