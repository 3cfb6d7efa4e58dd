import * as z from 'zod/mini';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import type { Method } from '#domain/payments/payment';
import * as part from './parts.ts';

/** Amounts are TTC, in minor units of `currency`; days are the seller's, `YYYY-MM-DD`. */
export const invoiceView = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(['issued', 'generated', 'paid']),
  locale: part.locale,
  currency: part.currency,
  amount: z.int(),
  amountDue: z.int(),
  issueDate: z.string(),
  dueDate: z.string(),
  period: z.nullable(z.object({ from: z.string(), to: z.string() })),
  seller: z.object({ name: z.string() }),
  customer: z.object({ name: z.string() }),
  customerId: z.nullable(z.string()),
  lines: z.array(z.object({ description: z.string(), quantity: z.number(), amount: z.int() })),
  paymentId: z.nullable(z.string()),
  /** By which it can be paid now: none once it is paid. */
  paymentMethods: z.array(part.method),
  pdfUrl: z.nullable(z.url()),
});

export function viewInvoice(
  invoice: Invoice,
  { paymentMethods, pdfUrl }: { paymentMethods: Method[]; pdfUrl: string },
): z.infer<typeof invoiceView> {
  const { id, status, content, customerId = null, paidBy, document } = invoice;
  const { number, locale, currency, totals, lines, seller, customer } = content;
  return {
    id,
    number,
    status,
    locale,
    currency,
    amount: totals.grossMinor,
    amountDue: paidBy ? 0 : totals.dueMinor,
    issueDate: content.issueDate,
    dueDate: content.dueDate,
    period: content.period ?? null,
    seller: { name: seller.name },
    customer: { name: customer.name },
    customerId,
    lines: lines.map(({ description, quantity, grossMinor }) => ({
      description,
      quantity,
      amount: grossMinor,
    })),
    paymentId: paymentOf(invoice)?.id ?? null,
    paymentMethods,
    pdfUrl: document ? pdfUrl : null,
  };
}
