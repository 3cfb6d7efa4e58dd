import type { Payment } from '#domain/payments/payment';
import type { PaymentFilter } from '#domain/payments/payment-store';
import { searchFor } from '#domain/payments/search-payments';
import { partitionOf } from './cursors.ts';
import { byYear, type IndexList, isWithin, listIndex } from './index-list.ts';
import { paymentFrom } from './stored-payment.ts';
import type { Table } from './table.ts';

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
    page: { limit: number; cursor?: string },
  ): Promise<{ payments: Payment[]; nextCursor: string | null }> {
    const list = { ...this.read(filter), rowFrom: paymentFrom, matches: matching(filter) };
    const { rows, nextCursor } = await listIndex(this.#table, list, page);
    return { payments: rows, nextCursor };
  }

  /** A customer's payments are one partition; all payments have one for each year. */
  private read({
    customerId,
    from,
    to,
  }: PaymentFilter): Pick<IndexList<Payment>, 'reading' | 'start' | 'before'> {
    if (customerId === undefined) return byYear('PAYMENTS', { from, to, now: this.#now() });
    const reading = partitionOf(`CUSTOMER#${customerId}`, { index: 'owner' });
    return { reading: { ...reading, index: 'owner' }, start: { partition: reading.partition } };
  }
}

function matching(filter: PaymentFilter): (payment: Payment) => boolean {
  const isFound = filter.q === undefined ? () => true : searchFor(filter.q);
  return (payment) =>
    (filter.customerId === undefined || payment.buyer.customerId === filter.customerId) &&
    (filter.status === undefined || payment.status === filter.status) &&
    (filter.provider === undefined || payment.provider === filter.provider) &&
    (filter.method === undefined || payment.method === filter.method) &&
    isWithin(payment, filter) &&
    isFound(payment);
}
