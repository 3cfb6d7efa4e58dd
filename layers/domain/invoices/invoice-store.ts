import type { DomainEvent } from '../events.ts';
import type { Payment } from '../payments/payment.ts';
import type { InvoiceContent } from './invoice.ts';

export type InvoiceDocument = {
  /** Key in the documents bucket. */
  key: string;
  /** Hex. */
  sha256: string;
  bytes: number;
};

export type Invoice = {
  /** `inv_…`. */
  id: string;
  paymentId: string;
  customerId?: string;
  /** `issued` until its document is stored; then `paid`, since what it bills has been paid. */
  status: 'issued' | 'paid';
  content: InvoiceContent;
  /** Absent until the document is stored. */
  document?: InvoiceDocument;
  createdAt: string;
  /** The request that paid. */
  requestId: string;
};

/** One continuous sequence, for example `FA-2026`: per seller, kind and year. */
export type Series = { name: string; last: number; lastIssuedAt?: string };

export interface InvoiceStore {
  /** The payment and its invoice, when it has one already. */
  findForPayment(paymentId: string): Promise<{ payment?: Payment; invoice?: Invoice }>;
  find(id: string): Promise<Invoice | undefined>;
  readSeries(name: string): Promise<Series>;
  /**
   * Takes the next number of the series and stores the invoice that bears it, in one transaction.
   * Answers `taken` when the series or the payment's invoice is not what was read.
   */
  issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'>;
  /**
   * Notes where the document lies and tells of the issued invoice, in one transaction; does nothing
   * when that has been done before.
   */
  markGenerated(invoice: Invoice, document: InvoiceDocument, event: DomainEvent): Promise<void>;
}

export interface DocumentStore {
  /** Writing the same bytes again is harmless. */
  put(document: InvoiceDocument, bytes: Uint8Array): Promise<void>;
}
