import { viewCustomer } from '#contract/customer-views';
import { listCustomersQuery } from '#contract/customers';
import { requireRole } from '#domain/access/caller';
import type { CustomerStore } from '#domain/customers/customer-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/customers: newest first, including archived ones. */
export const createHandler = (deps: { customers: Pick<CustomerStore, 'list'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const page = await deps.customers.list(parseQuery(listCustomersQuery, event));
    return json(200, { data: page.customers.map(viewCustomer), nextCursor: page.nextCursor });
  });
