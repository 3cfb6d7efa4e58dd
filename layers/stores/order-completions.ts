import type { OrderCompletion, OrderCompletions } from '#domain/orders/complete-order';
import type { Order } from '#domain/orders/order';
import type { Payment } from '#domain/payments/payment';
import { guestCustomerWrites } from './guest-customers.ts';
import { keys } from './keys.ts';
import { orderFrom, orderWrite } from './order-store.ts';
import { eventWrite } from './outbox.ts';
import { paymentWrite } from './payment-writes.ts';
import { paymentFrom } from './stored-payment.ts';
import { type Part, type Table, versionBefore } from './table.ts';

export class DynamoOrderCompletions implements OrderCompletions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async findOrder(id: string): Promise<Order | undefined> {
    const item = await this.#table.get(keys.order(id));
    return item && orderFrom(item);
  }

  async findPayment(id: string): Promise<Payment | undefined> {
    const item = await this.#table.get(keys.payment(id));
    return item && paymentFrom(item);
  }

  async save(completion: OrderCompletion): Promise<'saved' | 'stale'> {
    const { order, payment, guest, foundCustomerId, events } = completion;
    const refusals = await this.#table.writeTogether([
      orderWrite(order),
      paymentWrite(payment, versionBefore(payment)),
      ...(guest ? guestCustomerWrites(guest) : []),
      ...(foundCustomerId === undefined ? [] : [isNotErased(foundCustomerId)]),
      ...events.map(eventWrite),
    ]);
    return refusals ? 'stale' : 'saved';
  }
}

/** Somebody who was erased since is not revived by an order: it gets a customer of its own. */
const isNotErased = (customerId: string): Part => ({
  check: {
    key: keys.customer(customerId),
    condition: {
      expression: 'attribute_not_exists(#state) OR #state <> :erased',
      names: { '#state': 'state' },
      values: { ':erased': 'erased' },
    },
  },
});
