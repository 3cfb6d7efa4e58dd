import { isAbout, mailboxesOf, type PaymentFile } from '#domain/erasure/belongings';
import { isOfRetention, type Subject } from '#domain/erasure/erasure';
import type { Survey } from '#domain/erasure/request-erasure';
import type { BilledPeriod } from '#domain/invoices/invoice-store';
import type { Order } from '#domain/orders/order';
import { indexes, keys, yearOf } from '../keys.ts';
import { isMember } from '../member-rows.ts';
import { orderFrom } from '../order-store.ts';
import { paymentFrom } from '../stored-payment.ts';
import type { Table } from '../table.ts';
import { paymentFile } from './payment-files.ts';
import { keysOfIndex, rowsOfIndex } from './walk.ts';

/** Nothing is older than the product. */
const firstYear = 2026;

/**
 * Finds what belongs to somebody: by the customer's own index, and, among what belongs to nobody, by
 * the address of the buyer, which no index has. Only jobs may take the time for the second.
 */
export class Belongings {
  readonly #table: Table;
  readonly #now: () => Date;
  /** By customer: the steps of one run ask for the same. */
  readonly #found = new Map<string, Promise<string[]>>();

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  /** Every payment of the customer, with what is stored beside it. */
  async payments(customerId: string): Promise<PaymentFile[]> {
    const payments: PaymentFile[] = [];
    const { ownerPk } = indexes.owner(customerId, '');
    for await (const { pk } of keysOfIndex(this.#table, 'owner', ownerPk)) {
      const file = await paymentFile(this.#table, paymentIdIn(pk));
      if (file) payments.push(file);
    }
    return payments;
  }

  /** What an index knows, for an answer within seconds. */
  async survey(customerId: string): Promise<Survey> {
    const payments = await this.payments(customerId);
    const [order, apiKey, project, member] = await Promise.all([
      this.#count('ORDERS', customerId),
      this.#count('APIKEYS', customerId),
      this.#count('PROJECTS', customerId),
      this.#membersOf(customerId),
    ]);
    return { payments, counts: { order, apiKey, project, member } };
  }

  /** Whether the invoice of a closed month is made. */
  async hasInvoice(period: BilledPeriod): Promise<boolean> {
    return (await this.#table.get(keys.invoiceOfPeriod(period))) !== undefined;
  }

  /** Ids of all payments about the erased, while the addresses are known. */
  paymentIds(subject: Subject): Promise<string[]> {
    const { id } = subject.customer;
    const known = this.#found.get(id) ?? this.#paymentIds(subject);
    this.#found.set(id, known);
    return known;
  }

  async *orders(subject: Subject): AsyncGenerator<Order> {
    const mailboxes = mailboxesOf(subject);
    const { ownerPk } = indexes.ownerOf('ORDERS', subject.customer.id, '');
    for await (const row of rowsOfIndex(this.#table, 'owner', ownerPk)) yield orderFrom(row);
    for (const year of this.#years(subject))
      for await (const row of rowsOfIndex(this.#table, 'collection', yearOf('ORDERS', year))) {
        const order = orderFrom(row);
        if (order.customerId === undefined && isAbout(order, subject, mailboxes)) yield order;
      }
  }

  async #paymentIds(subject: Subject): Promise<string[]> {
    const mailboxes = mailboxesOf(subject);
    const ids = new Set<string>();
    const { ownerPk } = indexes.owner(subject.customer.id, '');
    for await (const { pk } of keysOfIndex(this.#table, 'owner', ownerPk)) ids.add(paymentIdIn(pk));
    for (const year of this.#years(subject))
      for await (const row of rowsOfIndex(this.#table, 'collection', yearOf('PAYMENTS', year))) {
        const payment = paymentFrom(row);
        if (isAbout(payment, subject, mailboxes)) ids.add(payment.id);
      }
    return [...ids];
  }

  async #count(what: 'ORDERS' | 'APIKEYS' | 'PROJECTS', customerId: string): Promise<number> {
    const { ownerPk } = indexes.ownerOf(what, customerId, '');
    let count = 0;
    for await (const _ of keysOfIndex(this.#table, 'owner', ownerPk)) count++;
    return count;
  }

  async #membersOf(customerId: string): Promise<number> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :members)',
      values: { ':pk': keys.customer(customerId).pk, ':members': keys.member('', '').sk },
      ConsistentRead: true,
    });
    return items.filter(isMember).length;
  }

  /** Where a period is over, what came under the address alone is not looked for. */
  #years({ erasure }: Subject): number[] {
    if (isOfRetention(erasure)) return [];
    const last = this.#now().getUTCFullYear();
    return Array.from({ length: last - firstYear + 1 }, (_, index) => firstYear + index);
  }
}

const paymentIdIn = (pk: string): string => pk.slice(keys.payment('').pk.length);
