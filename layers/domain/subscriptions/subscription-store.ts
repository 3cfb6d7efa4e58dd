import type { DomainEvent } from '#vocabulary/events';
import type { Customer } from '../customers/customer.ts';

/** Records that a plan's payment was handled: once, whatever the deliveries and their order. */
export type PlanPayment = {
  paymentId: string;
  customerId: string;
  planId: string;
  /** `counted` for a month; `refunded` never counts again. */
  state: 'counted' | 'refunded';
  /** ISO 8601 UTC. */
  notedAt: string;
};

/** Written together, if nothing of it was written since it was read. */
export type SubscriptionChange = {
  /** Its version is one more than the one that was read. */
  customer?: Customer;
  planPayment?: { before: PlanPayment | undefined; now: PlanPayment };
  event?: DomainEvent;
};

export type SubscriptionStore = {
  findCustomer(id: string): Promise<Customer | undefined>;
  findPlanPayment(customerId: string, paymentId: string): Promise<PlanPayment | undefined>;
  save(change: SubscriptionChange): Promise<'saved' | 'stale'>;
  /** Customers whose subscription must be checked, longest waiting first. */
  listDue(now: Date, limit: number): Promise<string[]>;
};
