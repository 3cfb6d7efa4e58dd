import type { Day } from '#domain/calendar/day';
import type { GivenBack } from '#domain/monitoring/payment-facts';
import type { RecountDeps } from '#domain/monitoring/recount';
import type { Payment } from '#domain/payments/payment';
import type { PaymentStore } from '#domain/payments/payment-store';
import { changeFrom } from './changes.ts';
import { keys } from './keys.ts';
import { paymentsOf } from './payments-of.ts';
import { keyOf } from './stored.ts';
import type { Table } from './table.ts';

type AskedFor = RecountDeps['payments'];

/** What the recount reads of payments. */
export class AskedPayments implements AskedFor {
  readonly #table: Table;
  readonly #payments: Pick<PaymentStore, 'list'>;

  constructor(table: Table, payments: Pick<PaymentStore, 'list'>) {
    this.#table = table;
    this.#payments = payments;
  }

  /** Page by page, newest first. */
  async *askedFor(first: Day, last: Day): AsyncIterable<Payment[]> {
    const days = { from: `${first}T00:00:00.000Z`, to: `${last}T23:59:59.999Z` };
    let cursor: string | undefined;
    do {
      const page = await this.#payments.list(days, { limit: 100, cursor });
      yield page.payments;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  of(ids: readonly string[]): Promise<Payment[]> {
    return paymentsOf(this.#table)(ids);
  }

  async invoiced(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const marks = await this.#table.getMany(ids.map(keys.invoiceOfPayment), { isConsistent: true });
    return new Set(marks.map((mark) => keyOf(mark).pk.slice(keys.payment('').pk.length)));
  }

  async refundsOf(paymentId: string): Promise<GivenBack[]> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :refunded)',
      values: { ':pk': keys.payment(paymentId).pk, ':refunded': 'LEDGER#refunded#' },
    });
    return items.map(changeFrom).filter((change) => change?.kind === 'refund');
  }
}
