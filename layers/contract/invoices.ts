import * as z from 'zod/mini';
import type { InvoiceLine } from '#domain/invoices/invoice';
import { invoiceStatuses } from '#domain/invoices/invoice-status';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import type { Method } from '#domain/payments/payment';
import { type CreditNoteLink, credited, viewCredited } from './credit-notes.ts';
import * as part from './parts.ts';
import { platformView, viewPlatform } from './platform-views.ts';

const discount = z.object({ reason: z.string(), amount: z.int() });

/** Lines less discounts equal the invoice's amount; a line's own discount is already subtracted. */
export const invoiceLine = z.object({
  description: z.string(),
  quantity: z.number(),
  amount: z.int(),
  discount: z.optional(discount),
  /** Why no VAT is charged on it. */
  exemption: z.optional(z.object({ code: z.optional(z.string()), text: z.string() })),
});

/** Amounts are TTC, in minor units of `currency`; days are the seller's, `YYYY-MM-DD`. */
export const invoiceView = z.object({
  id: z.string(),
  kind: z.enum(['invoice', 'credit_note', 'deposit']),
  number: z.string(),
  status: z.enum(invoiceStatuses),
  locale: part.locale,
  currency: part.currency,
  amount: z.int(),
  amountDue: z.int(),
  /** Of a credit note the invoice that it corrects, of an invoice the one that it replaces. */
  corrects: z.nullable(z.object({ id: z.string(), number: z.string(), issueDate: z.string() })),
  ...credited,
  /** Of a final invoice: the deposits that it subtracts. */
  deposits: z.array(z.object({ number: z.string(), issueDate: z.string(), amount: z.int() })),
  /** Of a deposit: the invoice that subtracts it. */
  settledBy: z.nullable(z.object({ id: z.string(), number: z.string() })),
  issueDate: z.string(),
  dueDate: z.string(),
  period: z.nullable(z.object({ from: z.string(), to: z.string() })),
  seller: z.object({ name: z.string() }),
  customer: z.object({ name: z.string() }),
  customerId: z.nullable(z.string()),
  lines: z.array(invoiceLine),
  /** Subtracted from the total. */
  discounts: z.optional(z.array(discount)),
  paymentId: z.nullable(z.string()),
  /** Methods that can pay it now; empty once it is paid. */
  paymentMethods: z.array(part.method),
  pdfUrl: z.nullable(z.url()),
  platform: z.nullable(platformView),
});

export function viewInvoice(
  invoice: Invoice,
  {
    paymentMethods,
    pdfUrl,
    creditNotes,
    showsCustomer,
  }: {
    paymentMethods: Method[];
    pdfUrl: string;
    creditNotes: CreditNoteLink[];
    /** Whose it is; whoever only has a link is not told whether the buyer has an account. */
    showsCustomer: boolean;
  },
): z.infer<typeof invoiceView> {
  const {
    id,
    status,
    content,
    customerId = null,
    paidBy,
    document,
    credit,
    settledBy,
    platform,
  } = invoice;
  const { kind, number, locale, currency, totals, lines, seller, customer } = content;
  return {
    id,
    kind,
    number,
    status,
    locale,
    currency,
    amount: totals.grossMinor,
    amountDue: paidBy || status === 'cancelled' ? 0 : totals.dueMinor,
    corrects: viewCorrected(invoice),
    ...viewCredited(creditNotes, totals.grossMinor),
    deposits: (content.deposits ?? []).map(({ number, issueDate, grossMinor }) => ({
      number,
      issueDate,
      amount: grossMinor,
    })),
    settledBy: settledBy ? { id: settledBy.invoiceId, number: settledBy.number } : null,
    issueDate: content.issueDate,
    dueDate: content.dueDate,
    period: content.period ?? null,
    seller: { name: seller.name },
    customer: { name: customer.name },
    customerId: showsCustomer ? customerId : null,
    lines: lines.map(viewLine),
    ...(content.allowances && { discounts: content.allowances.map(viewDiscount) }),
    paymentId: paymentOf(invoice)?.id ?? credit?.paymentId ?? null,
    paymentMethods,
    pdfUrl: document ? pdfUrl : null,
    platform: platform ? viewPlatform(platform) : null,
  };
}

/** What a credit note corrects, or an invoice replaces. */
function viewCorrected({ credit, replaces, content: { corrects } }: Invoice) {
  const id = credit?.invoiceId ?? replaces;
  return id !== undefined && corrects ? { id, ...corrects } : null;
}

const viewLine = (line: InvoiceLine): z.infer<typeof invoiceLine> => ({
  description: line.description,
  quantity: line.quantity,
  amount: line.grossMinor,
  ...(line.discount && { discount: viewDiscount(line.discount) }),
  ...(line.exemption && { exemption: { code: line.exemption.code, text: line.exemption.text } }),
});

const viewDiscount = ({ reason, grossMinor }: { reason: string; grossMinor: number }) => ({
  reason,
  amount: grossMinor,
});
