import { checkAtOf } from '#domain/subscriptions/subscription';
import type {
  PlanPayment,
  SubscriptionChange,
  SubscriptionStore,
} from '#domain/subscriptions/subscription-store';
import { MemoryCustomerStore } from './memory-customer-store.ts';

/** Keeps the promises of the port, beside the customers. */
export class MemorySubscriptionStore implements SubscriptionStore {
  readonly planPayments = new Map<string, PlanPayment>();
  readonly customers: MemoryCustomerStore;

  constructor(customers = new MemoryCustomerStore()) {
    this.customers = customers;
  }

  findCustomer(id: string) {
    return this.customers.find(id);
  }

  async findPlanPayment(customerId: string, paymentId: string): Promise<PlanPayment | undefined> {
    return structuredClone(this.planPayments.get(`${customerId}#${paymentId}`));
  }

  async save({ customer, planPayment, event }: SubscriptionChange): Promise<'saved' | 'stale'> {
    if (!planPayment) return this.customers.writeTogether(customer, { event });
    const { before, now } = planPayment;
    const key = `${now.customerId}#${now.paymentId}`;
    if (this.planPayments.get(key)?.state !== before?.state) return 'stale';
    const write = () => this.planPayments.set(key, structuredClone(now));
    return this.customers.writeTogether(customer, { event, write });
  }

  async listDue(now: Date, limit: number): Promise<string[]> {
    return [...this.customers.rows.values()]
      .flatMap(({ id, subscription }) =>
        subscription ? [{ id, checkAt: checkAtOf(subscription) }] : [],
      )
      .filter(({ checkAt }) => Date.parse(checkAt) <= now.getTime())
      .sort((a, b) => (a.checkAt + a.id < b.checkAt + b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }
}
