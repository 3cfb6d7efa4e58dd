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

/** A customer's month that was billed; one invoice for each currency. */
export type BilledPeriod = { customerId: string; month: string; currency: Currency };

/** What has one invoice at most. */
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
  /** The payment that came after it was issued. */
  paidBy?: InvoicePayment;
  /** Absent until the document is stored. */
  document?: InvoiceDocument;
  createdAt: string;
  /** The request that paid. */
  requestId: string;
};

/** One continuous sequence, for example `FA-2026`: per seller, kind and year. */
export type Series = { name: string; last: number; lastIssuedAt?: string };

export type InvoiceStore = {
  /** The payment and its invoice, when it has one already. */
  findForPayment(paymentId: string): Promise<{ payment?: Payment; invoice?: Invoice }>;
  findForPeriod(period: BilledPeriod): Promise<Invoice | undefined>;
  find(id: string): Promise<Invoice | undefined>;
  readSeries(name: string): Promise<Series>;
  /**
   * Takes the next number of the series and stores the invoice that bears it, in one transaction.
   * Answers `taken` when the series is not what was read, or its subject has an invoice.
   */
  issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'>;
  /**
   * Notes where the document lies and tells of the issued invoice, in one transaction; does nothing
   * when that has been done before.
   */
  markGenerated(invoice: Invoice, document: InvoiceDocument, event: DomainEvent): Promise<void>;
  /**
   * Notes which payment has paid an issued invoice, that this is the payment's invoice, and tells of
   * it, in one transaction. Answers `taken` when either has its counterpart.
   */
  markPaid(invoice: Invoice, paidBy: InvoicePayment, event: DomainEvent): Promise<'paid' | 'taken'>;
};

/** The payment that has paid it, before it was issued or after. */
export const paymentOf = ({ paidBy, content }: Pick<Invoice, 'paidBy' | 'content'>) =>
  paidBy ?? content.payment;

/** Of a paid one: issued as paid, or paid in full since. */
export const amountPaid = ({ paidBy, content: { totals, currency } }: Invoice): Money =>
  money(paidBy ? totals.dueMinor : totals.paidMinor, currency);

export type DocumentStore = {
  /** Writing the same bytes again is harmless. */
  put(document: InvoiceDocument, bytes: Uint8Array): Promise<void>;
};
