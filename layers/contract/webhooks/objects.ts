import * as z from 'zod/mini';
import { creditNote } from '../credit-notes.ts';
import { customerView } from '../customers.ts';
import { invoiceView } from '../invoices.ts';
import { orderFile, orderView } from '../orders.ts';
import * as part from '../parts.ts';
import { listedPayment } from '../payments.ts';
import { periodView } from '../periods.ts';
import { subscriptionView } from '../plans.ts';
import { refundView } from '../refunds.ts';

/*
 * The API's own views without what is personal: what an erasure takes out of a record, and an
 * invoice's customer and words, which it must leave there. Each schema is an allow-list: fields
 * that it does not name fall away.
 */

const writtenOnPayment = { description: true, returnUrl: true, metadata: true } as const;

export const webhookPayment = z.partial(listedPayment, writtenOnPayment);

const safePayment = z.omit(listedPayment, writtenOnPayment);

const writtenOnRefund = { reason: true, noteToBuyer: true } as const;

export const webhookRefund = z.partial(refundView, writtenOnRefund);

const safeRefund = z.omit(refundView, writtenOnRefund);

const invoice = z.extend(
  z.omit(invoiceView, { customer: true, pdfUrl: true, paymentMethods: true }),
  { creditNotes: z.array(z.omit(creditNote, { url: true })) },
);

const writtenOnInvoice = { lines: true, discounts: true } as const;

export const webhookInvoice = z.partial(invoice, writtenOnInvoice);

const safeInvoice = z.omit(invoice, writtenOnInvoice);

const order = z.omit(orderView, { customer: true, uploads: true });

export const webhookOrder = z.extend(z.partial(order, { title: true }), {
  files: z.array(z.partial(orderFile, { name: true })),
});

const safeOrder = z.extend(z.omit(order, { title: true }), {
  files: z.array(z.omit(orderFile, { name: true })),
});

export const webhookCustomer = z.omit(customerView, {
  name: true,
  email: true,
  phone: true,
  address: true,
  siren: true,
  vatNumber: true,
});

/** A month's bill without its days, which have no bound. */
export const webhookPeriod = z.omit(periodView, { lines: true });

export const webhookThreshold = z.object({
  customerId: z.string(),
  month: z.string(),
  meter: z.enum(['traffic', 'storage']),
  threshold: z.int(),
  percent: z.number(),
  bytes: z.int(),
  limitBytes: z.int(),
});

/** Who buys, for endpoints that include the customer. */
export const webhookBuyer = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.nullable(z.string()),
  address: z.nullable(part.address),
});

/** By kind: what everybody may get, and what endpoints get that include the customer. */
export const objectSchemas = {
  payment: { safe: safePayment, whole: webhookPayment },
  refund: { safe: safeRefund, whole: webhookRefund },
  invoice: { safe: safeInvoice, whole: webhookInvoice },
  order: { safe: safeOrder, whole: webhookOrder },
  customer: { safe: webhookCustomer, whole: webhookCustomer },
  subscription: { safe: subscriptionView, whole: subscriptionView },
  period: { safe: webhookPeriod, whole: webhookPeriod },
  threshold: { safe: webhookThreshold, whole: webhookThreshold },
} as const;
