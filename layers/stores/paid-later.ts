import type { DeclaredPeriod } from '#domain/e-reporting/declaration';
import type { PaidLaterStore } from '#domain/e-reporting/declare-sales';
import type { Invoice } from '#domain/invoices/invoice-store';
import { invoiceIndexes } from './invoice-indexes.ts';
import { type Key, keys } from './keys.ts';
import { keyOf } from './stored.ts';
import type { Item, Table } from './table.ts';
import { wholeInvoice } from './whole-invoice.ts';

/** Two rows of each: DynamoDB reads a hundred at once. */
const pageSize = 50;

/** Invoices by the day on which they were paid; those that were paid before have no such key. */
export class DynamoPaidLater implements PaidLaterStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async *paidLater({ from, to }: DeclaredPeriod): AsyncGenerator<Invoice> {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
      yield* this.#ofYear(String(year), { from, to });
  }

  async *#ofYear(year: string, { from, to }: DeclaredPeriod): AsyncGenerator<Invoice> {
    const { collectionPk } = invoiceIndexes.paid(year, '');
    let after: Item | undefined;
    do {
      const { items, next } = await this.#table.query({
        IndexName: 'collection',
        KeyConditionExpression: 'collectionPk = :pk AND collectionSk BETWEEN :from AND :to',
        values: { ':pk': collectionPk, ':from': from, ':to': `${to}~` },
        Limit: pageSize,
        after,
      });
      yield* await this.#read(items.map(keyOf));
      after = next;
    } while (after);
  }

  async #read(paid: readonly Key[]): Promise<Invoice[]> {
    const own = paid.map(({ pk }) => ({ pk, sk: keys.invoice('').sk }));
    const rows = await this.#table.getMany([...own, ...paid]);
    const ofEach = Map.groupBy(rows, ({ pk }) => String(pk));
    return paid.flatMap(({ pk }) => wholeInvoice(ofEach.get(pk) ?? []) ?? []);
  }
}
