import type { VatGroup } from '#domain/invoices/invoice';
import type { CreditedPart } from '#domain/invoices/invoice-store';
import type { LedgerEntry } from '#domain/ledger/ledger-entry';
import type { Payment, ProviderName } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';

/** Money that a provider holds, as the provider itself tells it. Amounts are minor units. */
export type Charge = {
  provider: ProviderName;
  id: string;
  /** The payment of ours that it names. */
  paymentId?: string;
  minor: number;
  /** Upper case. */
  currency: string;
  /** Absent where the provider gives nothing back. */
  refunded?: number;
  /** What of it the provider holds for the shop now, as its own balance has it. */
  held: number;
};

/** What the API says of a payment to the shop. */
export type ListedPayment = {
  id: string;
  status: Payment['status'];
  amount: number;
  currency: string;
  amountRefunded: number;
  dispute: Payment['dispute'];
};

/** A payment with everything that is stored beside it. */
export type StoredPayment = {
  payment: Payment;
  refunds: Refund[];
  ledger: LedgerEntry[];
  /** Refunds that have a credit note, and lost disputes. */
  credited: string[];
  /** The number of the invoice that the API shows. */
  invoiceShown?: string;
  /** Numbers; absent without any. */
  creditNotesShown?: string[];
};

export type StoredInvoice = {
  paymentId: string;
  number: string;
  minor: number;
  vatGroups: VatGroup[];
};

/** `parts` follow the VAT groups of the invoice. */
export type StoredCreditNote = Omit<StoredInvoice, 'vatGroups'> & { parts: CreditedPart[] };

/** An invoice or a credit note in the chain of its series; hashes in hex. */
export type StoredDocument = {
  number: string;
  issuedAt: string;
  sha256?: string;
  /** Counted from the stored content. */
  contentSha256: string;
  previous?: string | null;
  /** Absent while it has no file. */
  fileKey?: string;
};

/** Everything that the providers and the shop know of the same money. */
export type Books = {
  charges: Charge[];
  listed: ListedPayment[];
  stored: StoredPayment[];
  /** Every invoice there is. */
  invoices: StoredInvoice[];
  creditNotes: StoredCreditNote[];
  /** Every invoice and credit note, as they are joined. */
  documents: StoredDocument[];
  /** The last number of each series, and the last link. */
  series: { name: string; last: number; lastSha256?: string }[];
  /** Which payment has paid for an order, by the order's key. */
  ordersPaid: { order: string; paymentId: string }[];
  deadLetters: { queue: string; count: number }[];
  /** What still waits for its time. */
  due: number;
  /** Payments that the shop was given, with the dispute that the provider has over each. */
  given: { paymentId: string; dispute: Payment['dispute']; isCharged: boolean }[];
};

/** A promise that does not hold. */
export type Violation = { paymentId?: string; what: string };
