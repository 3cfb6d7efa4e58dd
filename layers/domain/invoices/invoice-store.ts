import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Payment } from '../payments/payment.ts';
import type { PlatformRecord } from '../platform/platform-record.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { InvoiceContent, InvoicePayment } from './invoice.ts';
import type { InvoiceStatus } from './invoice-status.ts';
import type { ChainLink, Series } from './series.ts';
import type { Standing } from './standing.ts';

export type { Series } from './series.ts';

export type InvoiceDocument = {
  /** How long it took to draw, in milliseconds. */
  drawnInMs?: number;
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

/** What a credit note takes off one VAT group of its invoice, in minor units. */
export type CreditedPart = { netMinor: number; vatMinor: number };

/**
 * The money that a credit note is for: of a refund, or of a lost dispute. A payment may lose two
 * disputes, of which the provider tells the sum alone, so a loss is known by its sum.
 */
export type CreditCause = { refundId: string } | { lostMinor: number } | Cancellation | Replacement;

/** No money: an invoice that nobody has paid is taken back. */
export type Cancellation = { cancelled: true };

/** No money: this invoice, `inv_…`, states the same sale to the buyer as it should have been. */
export type Replacement = { replacedBy: string };

/** Tells the causes of one payment apart; the id of a refund is one itself. */
export function nameOfCause(cause: CreditCause): string {
  if ('cancelled' in cause) return 'CANCELLED';
  if ('replacedBy' in cause) return 'REPLACED';
  return 'refundId' in cause ? cause.refundId : `LOST#${cause.lostMinor}`;
}

/** What belongs to a credit note beside its content. */
export type Credit = {
  /** The invoice that it corrects. */
  invoiceId: string;
  /** The payment whose money went back; absent when none did. */
  paymentId?: string;
  cause: CreditCause;
  /** 1 for the invoice's first credit note. */
  place: number;
  /** One for each VAT group of the invoice, in its order. */
  parts: CreditedPart[];
  /** It takes off all that remained: the invoice is cancelled. */
  isLast?: true;
};

/** An invoice's credit note, as stored beside the invoice. */
export type CreditNote = {
  /** `inv_…`. */
  id: string;
  number: string;
  issuedAt: string;
  grossMinor: number;
};

/** A credit note with what later ones of the same invoice must know. */
export type CountedCreditNote = CreditNote & {
  parts: CreditedPart[];
  /** Cents; of an invoice in francs. */
  vatInEuroMinor?: number;
};

/** Which credit note the money of a refund or a lost dispute has. */
export type CreditMark = { paymentId: string; cause: CreditCause; note: CreditNote };

/** Made for the order, waiting for its activation, or a member's. */
export type Account = 'made' | 'inactive' | 'member';

export type Invoice = ChainLink & {
  /** `inv_…`. */
  id: string;
  /** The payment that it was issued for. */
  paymentId?: string;
  /** The period that it was issued for, to be paid later. */
  period?: BilledPeriod;
  customerId?: string;
  /** For an order of ours: what account its buyer has. */
  account?: Account;
  /** Derived by `statusOf`; what is stored of it says nothing. */
  status: InvoiceStatus;
  content: InvoiceContent;
  /** What an order of ours is called: to find it by, and not part of it. */
  title?: string;
  /** The payment that arrived after it was issued. */
  paidBy?: InvoicePayment;
  /** The ids of the deposits' invoices that it subtracts; each is subtracted once. */
  settles?: string[];
  /** Of a deposit: the invoice that subtracts it. */
  settledBy?: { invoiceId: string; number: string };
  /** The invoice that it replaces, `inv_…`, for the same sale and the same money. */
  replaces?: string;
  /** Of a credit note only. */
  credit?: Credit;
  /** Its credit notes, oldest first; absent without any. */
  creditNotes?: CountedCreditNote[];
  /** Absent until the document is stored. */
  document?: InvoiceDocument;
  /** Absent while nothing has happened to it. */
  standing?: Standing;
  /** What people and the schedule did to it, oldest first; absent without any. */
  history?: HistoryEntry[];
  /** Absent unless it goes by an invoicing platform. */
  platform?: PlatformRecord;
  createdAt: string;
  /** The request of the payment. */
  requestId: string;
};

/** An invoice with the number it is to take, and the event that becomes true with it. */
export type NumberedInvoice = { invoice: Invoice; event?: DomainEvent; audit?: AuditEntry };

/** An invoice, and what takes its place: both with the numbers that they are to take. */
export type ReplacedInvoice = {
  old: Invoice;
  creditNote: NumberedInvoice & { series: Series };
  invoice: NumberedInvoice & { series: Series };
};

/** What else becomes true when a person says that an invoice was paid past the providers. */
export type PaidByHand = { ledgerEntry: LedgerEntry; audit?: AuditEntry };

export type InvoiceStore = {
  /** The payment and its invoice, if it has one. */
  findForPayment(paymentId: string): Promise<{ payment?: Payment; invoice?: Invoice }>;
  /** The credit note of this money. */
  findCreditNote(paymentId: string, cause: CreditCause): Promise<Invoice | undefined>;
  /** Those credit notes of an invoice that have a document. */
  openable(notes: readonly CountedCreditNote[]): Promise<CountedCreditNote[]>;
  findForPeriod(period: BilledPeriod): Promise<Invoice | undefined>;
  find(id: string): Promise<Invoice | undefined>;
  readSeries(name: string): Promise<Series>;
  /**
   * Takes the next number of the series and stores the invoice with it, in one transaction. Returns
   * `taken` when the series has changed since it was read, the subject has an invoice, or a deposit is
   * subtracted elsewhere; of a
   * credit note also when its money has one, or its invoice has got another one meanwhile.
   */
  issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'>;
  /**
   * The same for several invoices, with the next numbers in their order: all in one transaction, or
   * none. Returns the ids of those whose subject has an invoice already, none of them when only the
   * series has changed.
   */
  issueTogether(
    numbered: readonly NumberedInvoice[],
    series: Series,
  ): Promise<'issued' | readonly string[]>;
  /**
   * Takes the next numbers of two series, stores the credit note that cancels an invoice and the
   * invoice that replaces it, and links the payment or period to the new one, in one transaction.
   * Returns `taken` when a series, the payment or the credit notes of the old one have changed since.
   */
  replace(replacement: ReplacedInvoice): Promise<'issued' | 'taken'>;
  /**
   * Records that money has a credit note that was issued before, and writes the event, in one
   * transaction; does nothing when the money has one.
   */
  markCredited(mark: CreditMark, event: DomainEvent): Promise<void>;
  /**
   * Stores the document's location and the event of the issued invoice, in one transaction; does
   * nothing when that is already done.
   */
  markGenerated(invoice: Invoice, document: InvoiceDocument, event: DomainEvent): Promise<void>;
  /**
   * Records which payment paid an issued invoice, links both, and writes the event, in one
   * transaction. Returns `taken` when either is already linked, or the invoice is cancelled.
   */
  markPaid(
    invoice: Invoice,
    paidBy: InvoicePayment,
    event: DomainEvent,
    byHand?: PaidByHand,
  ): Promise<'paid' | 'taken'>;
};

/** The payment that paid it, before or after it was issued. */
export const paymentOf = ({ paidBy, content }: Pick<Invoice, 'paidBy' | 'content'>) =>
  paidBy ?? content.payment;

/** The amount of the payment of a paid invoice: before it was issued, or in full later. */
export const amountPaid = ({ paidBy, content }: Invoice): Money => {
  const { totals, currency, deposits = [] } = content;
  const before = deposits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  return money(paidBy ? totals.dueMinor : totals.paidMinor - before, currency);
};

export type DocumentStore = {
  /** Stores the bytes; repeating it is harmless. */
  put(document: InvoiceDocument, bytes: Uint8Array): Promise<void>;
};
