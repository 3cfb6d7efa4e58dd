import * as z from 'zod/mini';
import { invoiceSorts } from '#domain/invoices/invoice-list';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import { year } from './invoice-stats.ts';
import * as part from './parts.ts';

const status = z.enum(['issued', 'generated', 'sent', 'paid', 'overdue', 'cancelled']);

const page = { limit: part.limit, cursor: z.optional(part.cursor) };

export const listInvoicesQuery = z.strictObject({
  ...page,
  sort: z._default(z.enum(invoiceSorts), '-issuedAt'),
  year: z.optional(year),
  status: z.optional(status),
  from: z.optional(z.union([part.timestamp, z.iso.date()])),
  to: z.optional(z.union([part.timestamp, z.iso.date()])),
  q: z.optional(part.text(100)),
});

export const listOwnInvoicesQuery = z.strictObject({
  ...page,
  year: z.optional(year),
  status: z.optional(status),
  customerId: z.optional(part.customerId),
});

/** Amounts in minor units of `currency`, VAT included; days are the seller's, `YYYY-MM-DD`. */
export const listedInvoice = z.object({
  id: z.string(),
  kind: z.enum(['invoice', 'credit_note', 'deposit']),
  number: z.string(),
  status,
  title: z.nullable(z.string()),
  currency: part.currency,
  amount: z.int(),
  amountDue: z.int(),
  vatAmount: z.int(),
  issuedAt: part.timestamp,
  issueDate: z.string(),
  dueDate: z.string(),
  paidAt: z.nullable(part.timestamp),
  /** Of a credit note: the invoice that it corrects. */
  corrects: z.nullable(z.object({ id: z.string(), number: z.string(), issueDate: z.string() })),
  customer: z.object({ name: z.string(), email: z.string() }),
  customerId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  pdfUrl: z.nullable(z.url()),
});

export const invoiceListPage = part.page(listedInvoice);

/** @param urlOf where the document is downloaded. */
export function viewListedInvoice(
  invoice: Invoice,
  urlOf: (id: string) => string,
): z.infer<typeof listedInvoice> {
  const { id, status: current, content, customerId = null, document } = invoice;
  const { kind, number, currency, totals, customer, corrects } = content;
  const { credit, paidBy } = invoice;
  const payment = paymentOf(invoice);
  return {
    id,
    kind,
    number,
    status: current,
    title: invoice.title ?? content.lines[0]?.description ?? null,
    currency,
    amount: totals.grossMinor,
    amountDue: paidBy ? 0 : totals.dueMinor,
    vatAmount: totals.vatMinor,
    issuedAt: content.issuedAt,
    issueDate: content.issueDate,
    dueDate: content.dueDate,
    paidAt: payment?.paidAt ?? null,
    corrects: credit && corrects ? { id: credit.invoiceId, ...corrects } : null,
    customer: { name: customer.name, email: customer.email },
    customerId,
    paymentId: payment?.id ?? credit?.paymentId ?? null,
    pdfUrl: document ? urlOf(id) : null,
  };
}
