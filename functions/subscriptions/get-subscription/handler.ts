import { viewSubscription } from '#contract/plan-views';
import { subscriptionQuery } from '#contract/plans';
import type { Clock } from '#domain/clock';
import { actingCustomer } from '#domain/customers/acting-customer';
import type { CustomerStore } from '#domain/customers/customer-store';
import { NotFoundError } from '#domain/errors';
import type { Plans } from '#domain/plans/plan';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type GetSubscriptionDeps = {
  customers: Pick<CustomerStore, 'find'>;
  plans: Plans;
  now: Clock;
};

/** GET /v1/subscription: the customer's plan, its dates, and the remaining limits. */
export const createHandler = ({ customers, plans, now }: GetSubscriptionDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(subscriptionQuery, event);
    const { customerId } = actingCustomer(callerOf(event), wanted);
    const customer = await customers.find(customerId);
    if (!customer) throw new NotFoundError('customer');
    return json(200, viewSubscription(customer, plans, now()));
  });
