import { viewBillingDetails } from '#contract/billing-views';
import { actingQuery } from '#contract/customers';
import { actingCustomer } from '#domain/customers/acting-customer';
import type { CustomerStore } from '#domain/customers/customer-store';
import { NotFoundError } from '#domain/errors';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/billing/details */
export const createHandler = (deps: { customers: Pick<CustomerStore, 'find'> }) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { customerId } = actingCustomer(callerOf(event), wanted);
    const customer = await deps.customers.find(customerId);
    if (!customer) throw new NotFoundError('customer');
    return json(200, viewBillingDetails(customer));
  });
