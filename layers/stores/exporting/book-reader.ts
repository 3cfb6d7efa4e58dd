import type { BookPage, BookReader, LedgerOfPayment, Shelf } from '#domain/accounting/books';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { LedgerEntry } from '#domain/ledger/ledger-entry';
import type { Posting } from '#domain/ledger/posting';
import type { AnyMoney } from '#domain/money';
import { takenOf } from '#domain/payments/payment';
import { count, instant, listOf, mapWith, oneOf, optional, text } from '../fields.ts';
import { invoiceIndexes } from '../invoice-indexes.ts';
import { invoiceMarkerFrom } from '../invoice-marker.ts';
import { DynamoInvoiceStore } from '../invoice-store.ts';
import { type Key, keys, yearOf } from '../keys.ts';
import { keyOf, stored } from '../stored.ts';
import { invoiceFrom } from '../stored-invoice.ts';
import { paymentFrom } from '../stored-payment.ts';
import type { Item, Table } from '../table.ts';

/** Read at once: the most keys that one request for items may have. */
const pageMax = 100;

const indexOf = ({ what, year }: Shelf): string => {
  switch (what) {
    case 'documents':
      return yearOf('INVOICES', year);
    case 'payments':
      return yearOf('PAYMENTS', year);
    case 'paid_by_hand':
      return invoiceIndexes.paid(String(year), '').collectionPk;
  }
};

/** Reads the books by the index of each year; an id sorts by its time. */
export class DynamoBookReader implements BookReader {
  readonly #table: Table;
  readonly #invoices: DynamoInvoiceStore;

  constructor(table: Table) {
    this.#table = table;
    this.#invoices = new DynamoInvoiceStore(table);
  }

  async count({ what, year }: Shelf): Promise<number> {
    let [count, after]: [number, string | undefined] = [0, undefined];
    do {
      const page = await this.keysAfter({ what, year }, after, 1_000);
      count += page.keys.length;
      after = page.next;
    } while (after !== undefined);
    return count;
  }

  async page(shelf: Shelf, { after, since }: { after?: string; since: string }): Promise<BookPage> {
    const { keys: found, next } = await this.keysAfter(shelf, after, pageMax);
    const empty = { read: found.length, documents: [], payments: [], next };
    switch (shelf.what) {
      case 'documents':
        return { ...empty, documents: await this.documents(found) };
      case 'payments':
        return { ...empty, payments: await this.payments(found, since) };
      case 'paid_by_hand':
        return { ...empty, payments: await this.paidByHand(found) };
    }
  }

  async ledgerOf(paymentId: string): Promise<LedgerOfPayment | undefined> {
    const items = await this.rowsOf(paymentId);
    const payment = items.find(({ sk }) => sk === 'PAYMENT');
    const marker = items.find(({ sk }) => sk === 'INVOICE');
    const invoice = marker && (await this.#table.glanceAt(invoiceKeyOf(marker)));
    return (
      payment && {
        payment: paymentFrom(payment),
        ledger: ledgerIn(items),
        invoice: invoice && paidInvoice(invoiceFrom(invoice)),
      }
    );
  }

  private async documents(found: readonly Key[]): Promise<Invoice[]> {
    const documents = await Promise.all(
      found.map(({ pk }) => this.#invoices.find(pk.slice('INVOICE#'.length))),
    );
    return documents.filter((document) => document !== undefined);
  }

  private async payments(found: readonly Key[], since: string): Promise<LedgerOfPayment[]> {
    const rows = (await this.#table.getMany(found)).map(paymentFrom);
    const moved = rows.filter((payment) => takenOf(payment) && payment.updatedAt >= since);
    const ledgers = await Promise.all(moved.map(({ id }) => this.ledgerOf(id)));
    return ledgers.filter((ledger) => ledger !== undefined);
  }

  /** Such a payment has no row but those of the ledger. */
  private async paidByHand(found: readonly Key[]): Promise<LedgerOfPayment[]> {
    const invoices = await this.documents(found);
    const ledgers = await Promise.all(
      invoices.map(async (invoice): Promise<LedgerOfPayment[]> => {
        const { paidBy, customerId, content } = invoice;
        if (paidBy?.provider !== 'by_hand') return [];
        const payment = {
          id: paidBy.id,
          status: 'completed' as const,
          provider: 'by_hand' as const,
          buyer: { name: content.customer.name, customerId },
        };
        const ledger = ledgerIn(await this.rowsOf(paidBy.id));
        return [{ payment, ledger, invoice: paidInvoice(invoice) }];
      }),
    );
    return ledgers.flat();
  }

  private async rowsOf(paymentId: string): Promise<Item[]> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.payment(paymentId).pk },
    });
    return items;
  }

  private async keysAfter({ what, year }: Shelf, after: string | undefined, limit: number) {
    const { items, next } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: `collectionPk = :pk${after === undefined ? '' : ' AND collectionSk > :after'}`,
      values: {
        ':pk': indexOf({ what, year }),
        ...(after !== undefined && { ':after': after }),
      },
      Limit: limit,
    });
    return { keys: items.map(keyOf), next: next && String(items.at(-1)!.collectionSk) };
  }
}

const invoiceKeyOf = (marker: Item): Key => keys.invoice(invoiceMarkerFrom(marker).invoiceId);

const paidInvoice = ({ id, customerId, content }: Invoice) => ({
  id,
  customerId,
  customerName: content.customer.name,
});

const ledgerIn = (items: readonly Item[]): LedgerEntry[] =>
  items.filter(({ sk }) => String(sk).startsWith('LEDGER#')).map(ledgerEntryFrom);

/** A row of a payment's ledger. */
const ledgerEntryFrom = stored<LedgerEntry>({
  fact: oneOf(
    'captured',
    'paid_by_hand',
    'refunded',
    'refund_failed',
    'refund_recognised',
    'dispute_opened',
    'dispute_won',
    'dispute_lost',
  ),
  of: optional(text),
  paymentId: text,
  at: instant,
  postings: listOf(
    mapWith<Posting>({ money: mapWith<AnyMoney>({ minor: count, currency: text }) }),
  ),
});
