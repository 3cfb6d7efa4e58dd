import type { Payment } from '#domain/payments/payment';
import type { PaymentFilter } from '#domain/payments/payment-store';
import { searchFor } from '#domain/payments/search-payments';
import { decodeCursor, encodeCursor, type Position, partitionOf, type Reading } from './cursors.ts';
import { paymentsOf } from './keys.ts';
import { keyOf } from './stored.ts';
import { paymentFrom } from './stored-payment.ts';
import type { Table } from './table.ts';

/** No payment is older than the product. */
const firstYear = 2026;

/** Reads at most this many index pages for one answer, so that a rare filter stays fast. */
const readsMax = 10;

/** Lists payments, newest first, by customer or all, with filters that the index does not have. */
export class PaymentLister {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async list(
    filter: PaymentFilter,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ payments: Payment[]; nextCursor: string | null }> {
    const payments: Payment[] = [];
    let position: Position | undefined = cursor
      ? decodeCursor(cursor, readingOf(filter))
      : start(filter, this.#now());
    for (let reads = 0; position && payments.length < limit && reads < readsMax; reads++) {
      const page = await this.readPage(filter, position, limit - payments.length);
      payments.push(...page.payments.filter(matching(filter)));
      position = page.next;
    }
    return { payments, nextCursor: position ? encodeCursor(position) : null };
  }

  private async readPage(filter: PaymentFilter, position: Position, limit: number) {
    const { index } = readingOf(filter);
    const { items, next } = await this.#table.query({
      IndexName: index,
      KeyConditionExpression: `${index}Pk = :pk`,
      values: { ':pk': position.partition },
      ScanIndexForward: false,
      Limit: limit,
      after: position.after,
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return {
      payments: rows.map(paymentFrom),
      next: next ? { ...position, after: next } : before(filter, position),
    };
  }
}

/** A customer's payments are one partition; all payments have one for each year. */
const readingOf = ({ customerId }: PaymentFilter): Reading =>
  customerId === undefined
    ? { index: 'collection', isRead: (partition) => /^PAYMENTS#\d{4}$/.test(partition) }
    : partitionOf(`CUSTOMER#${customerId}`, { index: 'owner' });

function start({ customerId, to }: PaymentFilter, now: Date): Position {
  if (customerId !== undefined) return { partition: `CUSTOMER#${customerId}` };
  const thisYear = now.getUTCFullYear();
  return { partition: paymentsOf(to ? Math.min(Number(to.slice(0, 4)), thisYear) : thisYear) };
}

/** The partition of the previous year; undefined when nothing older exists. */
function before(
  { customerId, from }: PaymentFilter,
  { partition }: Position,
): Position | undefined {
  if (customerId !== undefined) return undefined;
  const year = Number(partition.slice('PAYMENTS#'.length)) - 1;
  const oldest = Math.max(firstYear, from ? Number(from.slice(0, 4)) : firstYear);
  return year < oldest ? undefined : { partition: paymentsOf(year) };
}

function matching(filter: PaymentFilter): (payment: Payment) => boolean {
  const isFound = filter.q === undefined ? () => true : searchFor(filter.q);
  return (payment) =>
    (filter.customerId === undefined || payment.buyer.customerId === filter.customerId) &&
    (filter.status === undefined || payment.status === filter.status) &&
    (filter.provider === undefined || payment.provider === filter.provider) &&
    (filter.method === undefined || payment.method === filter.method) &&
    (filter.from === undefined || Date.parse(payment.createdAt) >= Date.parse(filter.from)) &&
    (filter.to === undefined || payment.createdAt.slice(0, filter.to.length) <= filter.to) &&
    isFound(payment);
}
