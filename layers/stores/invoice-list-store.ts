import { InvalidRequestError } from '#domain/errors';
import {
  type InvoiceFilter,
  type InvoiceListStore,
  type InvoicePage,
  type InvoiceSort,
  isListed,
} from '#domain/invoices/invoice-list';
import type { Invoice } from '#domain/invoices/invoice-store';
import { decodeCursor, encodeCursor, type Position } from './cursors.ts';
import { invoiceIdIn } from './invoice-findings.ts';
import { type Walk, walkFor, walkOfCustomer } from './invoice-walks.ts';
import { keys } from './keys.ts';
import { keyOf } from './stored.ts';
import type { Item, Table } from './table.ts';
import { wholeInvoice } from './whole-invoice.ts';

/** Reads at most this many index pages for one answer, so that a rare filter stays fast. */
const readsMax = 10;

type PageRequest = { limit: number; cursor?: string };

type Matches = (invoice: Invoice) => boolean;

/** Lists invoices by sparse indexes: what is read depends on the page, not on the year. */
export class DynamoInvoiceListStore implements InvoiceListStore {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async list(filter: InvoiceFilter, page: PageRequest): Promise<InvoicePage> {
    const walk = walkFor(filter, this.#now());
    const found = await this.#walk(walk, page, (invoice) => isListed(invoice, filter));
    if (filter.q === undefined) return found;
    return { ...found, invoices: found.invoices.toSorted(orderOf(filter.sort)) };
  }

  async listOwn(
    { customerId, ...filter }: Parameters<InvoiceListStore['listOwn']>[0],
    page: PageRequest,
  ): Promise<InvoicePage> {
    const walk = walkOfCustomer(customerId, filter.year);
    return this.#walk(walk, page, (invoice) => isListed(invoice, filter));
  }

  async #walk(
    walk: Walk | undefined,
    { limit, cursor }: PageRequest,
    matches: Matches,
  ): Promise<InvoicePage> {
    if (!walk) return { invoices: [], nextCursor: null };
    const invoices: Invoice[] = [];
    let position: Position | undefined =
      cursor === undefined ? walk.start : positionIn(walk, cursor);
    for (let reads = 0; position && invoices.length < limit && reads < readsMax; reads++) {
      const page: Step = await this.#read(walk, position, limit - invoices.length);
      invoices.push(...page.invoices.filter(matches));
      position = page.next;
    }
    return { invoices, nextCursor: position ? encodeCursor(position) : null };
  }

  async #read(walk: Walk, position: Position, limit: number): Promise<Step> {
    const { items, next } = await this.#table.query({
      ...queryOf(walk, position),
      ScanIndexForward: !walk.isDescending,
      Limit: walk.rowsAtOnce ?? limit,
      after: position.after,
    });
    const found = items.filter(walk.matches ?? (() => true));
    const invoices = await this.#readInvoices(found.slice(0, limit).map(invoiceIdOf));
    // More of them fit another page, which begins behind the last one of this.
    if (found.length > limit)
      return { invoices, next: { ...position, after: keyOf(found[limit - 1]!) } };
    return { invoices, next: next ? { ...position, after: next } : walk.continue(position) };
  }

  /** In the order of the ids, without those that a crash has left unissued. */
  async #readInvoices(ids: readonly string[]): Promise<Invoice[]> {
    const rows = await this.#table.getMany(ids.flatMap(keysOf));
    const ofEach = Map.groupBy(rows, ({ pk }) => String(pk));
    return ids.flatMap((id) => {
      const invoice = wholeInvoice(ofEach.get(keys.invoice(id).pk) ?? []);
      return invoice ? [invoice] : [];
    });
  }
}

type Step = { invoices: Invoice[]; next?: Position };

/** Its credit notes are left out: the standing knows when they reach the whole. */
const keysOf = (id: string) => [
  keys.invoice(id),
  keys.invoiceDocument(id),
  keys.invoicePaid(id),
  keys.invoiceStanding(id),
];

function invoiceIdOf(item: Item): string {
  const { pk, sk } = keyOf(item);
  const { pk: own } = keys.invoice('');
  return pk.startsWith(own) ? pk.slice(own.length) : invoiceIdIn(sk);
}

function queryOf({ reading, range }: Walk, { partition }: Position) {
  const { index, sortPrefix } = reading;
  const [pk, sk] = index === undefined ? ['pk', 'sk'] : [`${index}Pk`, `${index}Sk`];
  const sorted =
    (sortPrefix !== undefined && ` AND begins_with(${sk}, :prefix)`) ||
    (range && ` AND ${sk} BETWEEN :from AND :to`);
  return {
    ...(index && { IndexName: index }),
    KeyConditionExpression: `${pk} = :pk${sorted || ''}`,
    values: {
      ':pk': partition,
      ...(sortPrefix !== undefined && { ':prefix': sortPrefix }),
      ...(range && { ':from': range.from, ':to': range.to }),
    },
  };
}

/** @throws InvalidRequestError for a cursor of another list, or of other bounds. */
function positionIn({ reading, range }: Walk, cursor: string): Position {
  const position = decodeCursor(cursor, reading);
  const sk = position.after?.[`${reading.index}Sk`];
  const isWithin = !range || typeof sk !== 'string' || (sk >= range.from && sk <= range.to);
  if (!isWithin) throw new InvalidRequestError('The cursor belongs to another list.');
  return position;
}

const orders = {
  issuedAt: (a: Invoice, b: Invoice) => compare(a.id, b.id),
  number: (a: Invoice, b: Invoice) => compare(a.content.number, b.content.number),
  amount: (a: Invoice, b: Invoice) =>
    compare(a.content.currency, b.content.currency) ||
    a.content.totals.grossMinor - b.content.totals.grossMinor,
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function orderOf(sort: InvoiceSort): (a: Invoice, b: Invoice) => number {
  const order = orders[sort.replace('-', '') as keyof typeof orders];
  return sort.startsWith('-') ? (a, b) => order(b, a) : order;
}
