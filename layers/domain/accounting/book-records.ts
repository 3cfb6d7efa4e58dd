import type { Accounts } from '#vocabulary/accounting';
import { startOfDay } from '../calendar/day.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import type { AccountingEntry } from './accounting-entry.ts';
import type { BookPage, BookReader, LedgerOfPayment, Shelf } from './books.ts';
import { type InvoiceRecord, invoiceRecord } from './invoice-record.ts';
import { moneyEntry } from './money-entry.ts';
import { salesEntry } from './sales-entry.ts';
import { type ExportKind, type ExportWish, yearsOf } from './wish.ts';

/** A document's file, as it lies in the documents bucket. */
export type FileRecord = { number: string; key: string; sha256: string; bytes: number };

/** What a part of an export of each kind holds. */
export type RecordOf = { invoices: InvoiceRecord; pdf: FileRecord; fec: AccountingEntry };

/** How the shop keeps its books. */
export type Bookkeeping = { accounts: Accounts; timeZone: string };

type Records = { records: RecordOf[ExportKind][]; leftOut: number };

/**
 * What has to be read, in this order. The money of a year is that of its own payments, of last
 * year's that changed in it, of those whose credit notes are of this year, and what customers paid
 * past every provider.
 */
export function shelvesOf(wish: ExportWish): Shelf[] {
  const years = yearsOf(wish);
  const documents = years.map((year): Shelf => ({ what: 'documents', year }));
  if (wish.kind !== 'fec') return documents;
  const payments = [years[0]! - 1, ...years].map((year): Shelf => ({ what: 'payments', year }));
  const byHand = years.map((year): Shelf => ({ what: 'paid_by_hand', year }));
  return [...documents, ...payments, ...byHand];
}

/** The start of its first day: what did not change since has moved nothing in its days. */
export const sinceOf = ({ from }: ExportWish, timeZone: string): string =>
  new Date(startOfDay(from, timeZone)).toISOString();

/** Turns a page of the books into records of the wished kind. */
export async function recordsOf(
  wish: ExportWish,
  page: BookPage,
  deps: Bookkeeping & { books: Pick<BookReader, 'ledgerOf'> },
): Promise<Records> {
  const documents = page.documents.filter(
    ({ content: { issueDate } }) => issueDate >= wish.from && issueDate <= wish.to,
  );
  switch (wish.kind) {
    case 'invoices':
      return {
        records: documents
          .map(invoiceRecord)
          .filter(({ status }) => wish.status === undefined || status === wish.status),
        leftOut: 0,
      };
    case 'pdf': {
      const records = documents.flatMap(fileRecord);
      return { records, leftOut: documents.length - records.length };
    }
    case 'fec':
      return entriesOf(documents, page.payments, deps);
  }
}

const fileRecord = ({ content: { number }, document }: Invoice): FileRecord[] =>
  document ? [{ number, ...document }] : [];

async function entriesOf(
  documents: readonly Invoice[],
  payments: readonly LedgerOfPayment[],
  { books, ...bookkeeping }: Bookkeeping & { books: Pick<BookReader, 'ledgerOf'> },
): Promise<Records> {
  const creditedIds = documents.flatMap(({ credit }) => credit?.paymentId ?? []);
  const credited = await Promise.all(creditedIds.map((id) => books.ledgerOf(id)));
  const moneyOf = ({ payment, ledger, invoice }: LedgerOfPayment) =>
    ledger.map((entry) => moneyEntry(entry, { payment, invoice, ...bookkeeping }));
  const money = payments.flatMap(moneyOf);
  const moneyBack = credited.filter((one) => one !== undefined).flatMap(moneyOf);
  return {
    records: [
      ...documents.map((one) => salesEntry(one, bookkeeping.accounts)),
      ...[...money, ...moneyBack].filter((entry) => entry !== undefined),
    ],
    // What has a credit note had an invoice, which is in a currency with a fixed rate.
    leftOut: money.filter((entry) => entry === undefined).length,
  };
}
