import type { Payment } from '../payments/payment.ts';
import { sumOfCredit } from './credit-parts.ts';
import type { Seller, SubtractedDeposit } from './invoice.ts';
import type { Invoice, InvoiceStore } from './invoice-store.ts';
import type { Bill } from './issue-once.ts';
import { type Sale, saleOfPayment } from './sale.ts';

/** Why a deposit's invoice cannot be subtracted, as the caller is told; undefined when it can. */
export function whyNotUsable({
  content,
  settledBy,
  creditNotes = [],
}: Invoice): string | undefined {
  if (content.kind !== 'deposit') return 'is no deposit';
  if (settledBy) return `was subtracted by ${settledBy.number}`;
  if (sumOfCredit(creditNotes) >= content.totals.grossMinor) return 'was given back';
  return undefined;
}

/** What is left of a deposit: less what was given back of it. */
export function leftOf({ content, creditNotes = [] }: Invoice): SubtractedDeposit {
  const { number, issueDate, totals } = content;
  const parts = creditNotes.flatMap((note) => note.parts);
  const netMinor = parts.reduce((left, part) => left - part.netMinor, totals.netMinor);
  const vatMinor = parts.reduce((left, part) => left - part.vatMinor, totals.vatMinor);
  return { number, issueDate, netMinor, vatMinor, grossMinor: netMinor + vatMinor };
}

/**
 * What is billed for a payment, with the deposits that it names.
 *
 * Deposits were checked before anybody paid. If one has been subtracted or given back since (two
 * payments at once, a refund), the money is invoiced for what it is, by the payment's description:
 * no deposit is subtracted twice, and the refund of the payment corrects its invoice.
 */
export async function billedWithDeposits(
  { invoices, seller }: { invoices: Pick<InvoiceStore, 'find'>; seller: Seller },
  payment: Payment,
): Promise<Pick<Bill, 'sale' | 'settles'>> {
  const { deposits: used = [] } = payment;
  const sale = saleOfPayment(payment, seller);
  if (used.length === 0) return { sale };
  const found = await Promise.all(used.map(({ invoiceId }) => invoices.find(invoiceId)));
  const deposits = found.map((deposit, index) => {
    if (!deposit) throw new Error('the payment names a deposit that is not stored');
    const left = leftOf(deposit);
    const isAsPaid = left.grossMinor === used[index]!.grossMinor;
    return whyNotUsable(deposit) === undefined && isAsPaid ? left : undefined;
  });
  if (!deposits.every((deposit) => deposit !== undefined))
    return { sale: soldAsPaid(sale, payment) };
  return { sale: { ...sale, deposits }, settles: used.map(({ invoiceId }) => invoiceId) };
}

function soldAsPaid(sale: Sale, { description }: Payment): Sale {
  const { allowances: _, ...rest } = sale;
  const line = { description, quantity: 1, unitGrossMinor: sale.paid!.minor };
  return { ...rest, lines: [line] };
}
