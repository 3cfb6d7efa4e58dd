import type { Invoice } from '../invoices/invoice-store.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { Payment } from '../payments/payment.ts';

/**
 * What a walk through the books reads: all of a calendar year, in the order of time. Money that
 * customers paid past every provider is found by the invoices that it paid.
 */
export type Shelf = { what: 'documents' | 'payments' | 'paid_by_hand'; year: number };

type PaidInvoice = { id: string; customerId?: string; customerName: string };

/** What the books say of a payment; of one past every provider there is no more. */
export type BookedPayment = Pick<Payment, 'id' | 'status'> & {
  provider: Payment['provider'] | 'by_hand';
  buyer: Pick<Payment['buyer'], 'name' | 'customerId'>;
};

/** A payment whose money moved, with its ledger. */
export type LedgerOfPayment = {
  payment: BookedPayment;
  ledger: LedgerEntry[];
  invoice?: PaidInvoice;
};

/** A page of a shelf. */
export type BookPage = {
  /** How many records were read; of payments without money nothing is returned. */
  read: number;
  documents: Invoice[];
  payments: LedgerOfPayment[];
  /** The id after which the next page starts; absent at the end. */
  next?: string;
};

/** Invoices, credit notes and the ledger, as an accountant reads them: from the first to the last. */
export type BookReader = {
  /** How many records a shelf has. */
  count(shelf: Shelf): Promise<number>;
  /** @param since ISO 8601 UTC: leaves out payments that have not changed since. */
  page(shelf: Shelf, from: { after?: string; since: string }): Promise<BookPage>;
  /** The ledger of a payment of any year. */
  ledgerOf(paymentId: string): Promise<LedgerOfPayment | undefined>;
};
