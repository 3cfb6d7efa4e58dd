import { viewCustomer } from '#contract/customer-views';
import { requireRole } from '#domain/access/caller';
import type { CustomerStore } from '#domain/customers/customer-store';
import { NotFoundError } from '#domain/errors';
import { callerOf, httpFunction, json, pathIdOf } from '#runtime/http';

/** GET /v1/admin/customers/{id} */
export const createHandler = (deps: { customers: Pick<CustomerStore, 'find'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const customer = await deps.customers.find(pathIdOf(event));
    if (!customer) throw new NotFoundError('customer');
    return json(200, viewCustomer(customer));
  });
