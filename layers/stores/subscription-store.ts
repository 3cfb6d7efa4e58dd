import type { Customer } from '#domain/customers/customer';
import type {
  PlanPayment,
  SubscriptionChange,
  SubscriptionStore,
} from '#domain/subscriptions/subscription-store';
import { customerWrite, readCustomer } from './customer-store.ts';
import { instant, oneOf, text } from './fields.ts';
import { keys } from './keys.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { type Condition, keyIsFree, type Table, type Write } from './table.ts';

/** Subscriptions are in their customers' items, with each payment's result beside them. */
export class DynamoSubscriptionStore implements SubscriptionStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  findCustomer(id: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, id);
  }

  async findPlanPayment(customerId: string, paymentId: string): Promise<PlanPayment | undefined> {
    const item = await this.#table.get(keys.planPayment(customerId, paymentId));
    return item && planPaymentFrom(item);
  }

  async save({ customer, planPayment, event }: SubscriptionChange): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      ...(customer ? [customerWrite(customer)] : []),
      ...(planPayment ? [planPaymentWrite(planPayment)] : []),
      ...(event ? [eventWrite(event)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async listDue(now: Date, limit: number): Promise<string[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      // Includes everything due at this very millisecond.
      values: { ':pk': 'DUE#SUBSCRIPTIONS', ':now': `${now.toISOString()}~` },
      Limit: limit,
    });
    return items.map((item) => keyOf(item).pk.slice('CUSTOMER#'.length));
  }
}

function planPaymentWrite({ before, now }: NonNullable<SubscriptionChange['planPayment']>): Write {
  const isAsItWasRead: Condition = before
    ? {
        expression: '#state = :before',
        names: { '#state': 'state' },
        values: { ':before': before.state },
      }
    : keyIsFree;
  const key = keys.planPayment(now.customerId, now.paymentId);
  return { put: { key, item: now, condition: isAsItWasRead } };
}

const planPaymentFrom = stored<PlanPayment>({
  paymentId: text,
  customerId: text,
  planId: text,
  state: oneOf('counted', 'refunded'),
  notedAt: instant,
});
