import type { InvoiceStatus } from './invoice-status.ts';
import type { Invoice } from './invoice-store.ts';

/** Descending with `-`. By amount means by currency first: amounts of two are not comparable. */
export const invoiceSorts = [
  '-issuedAt',
  'issuedAt',
  '-amount',
  'amount',
  '-number',
  'number',
] as const;

export type InvoiceSort = (typeof invoiceSorts)[number];

export type InvoiceFilter = {
  sort: InvoiceSort;
  /** Of issue, in the seller's zone. */
  year?: number;
  /** Of an invoice; credit notes have none to wait for, and are left out. */
  status?: InvoiceStatus;
  /** ISO 8601 UTC, or a day of issue in the seller's zone; both included. */
  from?: string;
  to?: string;
  /** A number or its beginning, or words of the title, the customer's name and address. */
  q?: string;
};

export type InvoicePage = { invoices: Invoice[]; nextCursor: string | null };

export type InvoiceListStore = {
  /**
   * Invoices, deposits and credit notes, page by page. A search goes by word, the latest first for
   * each; a sort orders each of its pages.
   *
   * @throws InvalidRequestError for a cursor that this list did not issue.
   */
  list(filter: InvoiceFilter, page: { limit: number; cursor?: string }): Promise<InvoicePage>;
  /** Those of one customer, the latest first. */
  listOwn(
    filter: { customerId: string } & Pick<InvoiceFilter, 'year' | 'status'>,
    page: { limit: number; cursor?: string },
  ): Promise<InvoicePage>;
};

/** Whether an invoice is what a filter asks for, apart from words. */
export function isListed(
  { status, content }: Pick<Invoice, 'status' | 'content'>,
  filter: Pick<InvoiceFilter, 'year' | 'status' | 'from' | 'to'>,
): boolean {
  const { issuedAt, issueDate, kind } = content;
  const at = (bound: string) => (isDay(bound) ? issueDate : issuedAt);
  return (
    (filter.status === undefined || (kind !== 'credit_note' && status === filter.status)) &&
    (filter.year === undefined || issueDate.startsWith(`${filter.year}-`)) &&
    (filter.from === undefined || isNotBefore(at(filter.from), filter.from)) &&
    (filter.to === undefined || isNotBefore(filter.to, at(filter.to)))
  );
}

const isDay = (bound: string): boolean => bound.length === 'YYYY-MM-DD'.length;

const isNotBefore = (later: string, earlier: string): boolean =>
  Date.parse(later) >= Date.parse(earlier);

/** How far the calendar of a zone is from UTC, at most. */
const zoneMs = 14 * 3_600_000;

/** The years and the time within which a filter's invoices were issued; open at either side. */
export function boundsOf(
  { year, from, to }: Pick<InvoiceFilter, 'year' | 'from' | 'to'>,
  now: Date,
): { years: { first: number; last: number }; after?: Date; before?: Date } {
  const after = from === undefined ? undefined : new Date(Date.parse(from) - spreadOf(from, 0));
  const before = to === undefined ? undefined : new Date(Date.parse(to) + spreadOf(to, dayMs));
  const last = yearAt(Math.min(now.getTime(), before?.getTime() ?? Infinity) + zoneMs);
  const first = after ? yearAt(after.getTime() - zoneMs) : firstYear;
  const years = { first: year ?? Math.max(first, firstYear), last: year ?? last };
  return { years, ...(after && { after }), ...(before && { before }) };
}

/** Nothing is older than the product. */
const firstYear = 2026;

const dayMs = 86_400_000;

/** A day in an unknown zone may begin and end so much earlier or later than in UTC. */
const spreadOf = (bound: string, lengthMs: number): number =>
  isDay(bound) ? zoneMs + lengthMs : 0;

const yearAt = (ms: number): number => new Date(ms).getUTCFullYear();
