import { InvoiceNotPayableError, NotFoundError } from '../errors.ts';
import { type Locale, money } from '../money.ts';
import type { Buyer, Initiator, PaymentOrder } from '../payments/payment.ts';
import { type Invoice, type InvoiceStore, paymentOf } from './invoice-store.ts';

export type InvoiceOrderRequest = Omit<
  PaymentOrder,
  'amount' | 'buyer' | 'description' | 'lines' | 'locale' | 'planId' | 'orderId' | 'initiator'
> & {
  invoiceId: string;
  /** The payer for the provider; the invoice's own customer when absent. */
  payer?: { email?: string; phone?: string };
};

/**
 * Returns the order to pay an issued invoice, in its customer's name, whoever pays.
 *
 * @param initiatorOf in whose name the caller pays it; undefined when they may not.
 * @throws NotFoundError when there is no such invoice, or the caller may not see it.
 * @throws InvoiceNotPayableError when it has been paid, or has no document yet.
 */
export async function invoiceOrder(
  { invoices }: { invoices: Pick<InvoiceStore, 'find'> },
  { invoiceId, payer, ...request }: InvoiceOrderRequest,
  initiatorOf: (invoice: Invoice) => Initiator | undefined,
): Promise<PaymentOrder> {
  const invoice = await invoices.find(invoiceId);
  const initiator = invoice && initiatorOf(invoice);
  if (!invoice || !initiator) throw new NotFoundError('invoice');
  if (invoice.status === 'cancelled') throw new InvoiceNotPayableError('invoice_cancelled');
  // Nothing is due on a credit note.
  if (paymentOf(invoice) || invoice.credit)
    throw new InvoiceNotPayableError('invoice_already_paid');
  if (!invoice.document) throw new InvoiceNotPayableError('invoice_not_ready');
  const { locale, number, totals, currency } = invoice.content;
  return {
    ...request,
    initiator,
    invoiceId,
    amount: money(totals.dueMinor, currency),
    description: descriptionOf(number, locale),
    buyer: buyerOf(invoice, payer),
    locale,
  };
}

const descriptionOf = (number: string, locale: Locale): string =>
  ({ fr: `Facture ${number}`, en: `Invoice ${number}` })[locale];

function buyerOf(
  { customerId, content: { customer } }: Invoice,
  payer: InvoiceOrderRequest['payer'],
): Buyer {
  return {
    ...customer,
    customerId,
    email: payer?.email ?? customer.email,
    phone: payer?.phone ?? customer.phone,
  };
}
