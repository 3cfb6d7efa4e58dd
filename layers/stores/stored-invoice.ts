import type {
  InvoiceContent,
  InvoiceLine,
  InvoicePayment,
  InvoiceTotals,
  VatGroup,
} from '#domain/invoices/invoice';
import type {
  BilledPeriod,
  Invoice,
  InvoiceDocument,
  Series,
} from '#domain/invoices/invoice-store';
import {
  count,
  currency,
  day,
  hash,
  instant,
  listOf,
  mapWith,
  oneOf,
  optional,
  text,
  whole,
} from './fields.ts';
import { stored } from './stored.ts';

const payment = mapWith<InvoicePayment>({ id: text, paidAt: instant, paidDate: day });

const totals = mapWith<InvoiceTotals>({
  netMinor: whole,
  vatMinor: whole,
  grossMinor: whole,
  paidMinor: whole,
  dueMinor: whole,
  vatGroups: listOf(mapWith<VatGroup>({ vatRate: count, netMinor: whole, vatMinor: whole })),
});

const content = mapWith<InvoiceContent>({
  number: text,
  currency,
  issuedAt: instant,
  issueDate: day,
  supplyDate: day,
  dueDate: day,
  lines: listOf(mapWith<InvoiceLine>({ vatRate: count, netMinor: whole, grossMinor: whole })),
  totals,
  payment: optional(payment),
  mentions: listOf(text),
});

/** The invoice as issued; later facts are stored beside it. */
export const invoiceFrom = stored<Invoice>({
  id: text,
  paymentId: optional(text),
  period: optional(mapWith<BilledPeriod>({ customerId: text, month: text, currency })),
  customerId: optional(text),
  status: oneOf('issued', 'generated', 'paid'),
  content,
  createdAt: instant,
  requestId: text,
});

export const documentFrom = stored<InvoiceDocument>({ key: text, sha256: hash, bytes: count });

/** The payment that came after the invoice was issued. */
export const paidFrom = stored<{ paidBy: InvoicePayment }>({ paidBy: payment });

export const seriesFrom = stored<Omit<Series, 'name'>>({
  last: count,
  lastIssuedAt: optional(instant),
});
