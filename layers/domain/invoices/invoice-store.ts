import type { DomainEvent } from '#vocabulary/events';
import { type Currency, type Money, money } from '../money.ts';
import type { Payment } from '../payments/payment.ts';
import type { InvoiceContent, InvoicePayment } from './invoice.ts';

export type InvoiceDocument = {
  /** Key in the documents bucket. */
  key: string;
  /** Hex. */
  sha256: string;
  bytes: number;
};

/** A customer's billed month; one invoice for each currency. */
export type BilledPeriod = { customerId: string; month: string; currency: Currency };

/** What an invoice is for; each subject has at most one invoice. */
export type InvoiceSubject = { paymentId: string } | { period: BilledPeriod };

export type Invoice = {
  /** `inv_…`. */
  id: string;
  /** The payment that it was issued for. */
  paymentId?: string;
  /** The period that it was issued for, to be paid later. */
  period?: BilledPeriod;
  customerId?: string;
  /** `issued` until its document is stored, `generated` until it is paid. */
  status: 'issued' | 'generated' | 'paid';
  content: InvoiceContent;
  /** The payment that arrived after it was issued. */
  paidBy?: InvoicePayment;
  /** Absent until the document is stored. */
  document?: InvoiceDocument;
  createdAt: string;
  /** The request of the payment. */
  requestId: string;
};

/** One gapless sequence, for example `FA-2026`: per seller, kind and year. */
export type Series = { name: string; last: number; lastIssuedAt?: string };

export type InvoiceStore = {
  /** The payment and its invoice, if it has one. */
  findForPayment(paymentId: string): Promise<{ payment?: Payment; invoice?: Invoice }>;
  findForPeriod(period: BilledPeriod): Promise<Invoice | undefined>;
  find(id: string): Promise<Invoice | undefined>;
  readSeries(name: string): Promise<Series>;
  /**
   * Takes the next number of the series and stores the invoice with it, in one transaction. Returns
   * `taken` when the series has changed since it was read, or the subject has an invoice.
   */
  issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'>;
  /**
   * Stores the document's location and the event of the issued invoice, in one transaction; does
   * nothing when that is already done.
   */
  markGenerated(invoice: Invoice, document: InvoiceDocument, event: DomainEvent): Promise<void>;
  /**
   * Records which payment paid an issued invoice, links both, and writes the event, in one
   * transaction. Returns `taken` when either is already linked.
   */
  markPaid(invoice: Invoice, paidBy: InvoicePayment, event: DomainEvent): Promise<'paid' | 'taken'>;
};

/** The payment that paid it, before or after it was issued. */
export const paymentOf = ({ paidBy, content }: Pick<Invoice, 'paidBy' | 'content'>) =>
  paidBy ?? content.payment;

/** The amount of a paid invoice: paid before it was issued, or in full later. */
export const amountPaid = ({ paidBy, content: { totals, currency } }: Invoice): Money =>
  money(paidBy ? totals.dueMinor : totals.paidMinor, currency);

export type DocumentStore = {
  /** Stores the bytes; repeating it is harmless. */
  put(document: InvoiceDocument, bytes: Uint8Array): Promise<void>;
};
