import { dayAt } from '../calendar/day.ts';
import type { Currency, Locale, Money } from '../money.ts';
import { isOwnOrderId } from '../orders/own-order-id.ts';
import type { Payment } from '../payments/payment.ts';
import type {
  InvoiceContent,
  InvoiceParty,
  InvoicePayment,
  Seller,
  SubtractedDeposit,
} from './invoice.ts';
import type { DiscountOnAll, Line } from './line.ts';

/** What an invoice bills, before it has a number and a date. */
export type Sale = {
  /** Of an order of ours: what it is called. */
  title?: string;
  locale: Locale;
  currency: Currency;
  customer: InvoiceParty;
  lines: Line[];
  allowances?: DiscountOnAll[];
  supplyDate: string;
  period?: InvoiceContent['period'];
  /** A deposit on a later sale: VAT is due on it, and it has a series of its own. */
  kind?: 'deposit';
  /** Paid before, with invoices of their own. */
  deposits?: SubtractedDeposit[];
  /** Absent when it is to be paid later. */
  paid?: { minor: number; payment: InvoicePayment };
};

/** The content of a completed payment: its lines, or else its description. */
export function saleOfPayment(payment: Payment, { timeZone }: Seller): Sale {
  const { minor, currency } = amountTaken(payment);
  const paidBy = invoicePaymentOf(payment, timeZone);
  return {
    ...(isOwnOrderId(payment.orderId) && { title: payment.description }),
    locale: payment.locale,
    currency,
    customer: partyOf(payment),
    lines: payment.lines?.length
      ? payment.lines
      : [{ description: payment.description, quantity: 1, unitGrossMinor: minor }],
    allowances: payment.discounts,
    ...(payment.kind === 'deposit' && { kind: payment.kind }),
    supplyDate: paidBy.paidDate,
    paid: { minor, payment: paidBy },
  };
}

/** A completed payment, as printed on an invoice. */
export const invoicePaymentOf = (payment: Payment, timeZone: string): InvoicePayment => ({
  id: payment.id,
  method: payment.method,
  provider: payment.provider,
  paidAt: payment.completedAt!,
  paidDate: dayAt(new Date(payment.completedAt!), timeZone),
});

function amountTaken({ amount, amountPaid, paidOtherwise }: Payment): Money {
  if (paidOtherwise) throw new Error('a completed payment was paid in its own currency');
  return amountPaid ?? amount;
}

const partyOf = ({ buyer }: Payment): InvoiceParty => ({
  kind: buyer.kind ?? 'person',
  name: buyer.name,
  email: buyer.email,
  phone: buyer.phone,
  address: buyer.address,
  siren: buyer.siren,
  vatNumber: buyer.vatNumber,
  service: buyer.service,
  purchaseOrder: buyer.purchaseOrder,
  deliveryAddress: buyer.deliveryAddress,
});
