import { viewProject } from '#contract/customer-views';
import { listOfCustomerQuery } from '#contract/customers';
import { actingCustomer } from '#domain/customers/acting-customer';
import type { ProjectStore } from '#domain/projects/project-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/projects: newest first, without archived ones. */
export const createHandler = (deps: { projects: Pick<ProjectStore, 'list'> }) =>
  httpFunction(async (event) => {
    const { customerId: wanted, ...page } = parseQuery(listOfCustomerQuery, event);
    const { customerId } = actingCustomer(callerOf(event), wanted);
    const { projects, nextCursor } = await deps.projects.list(customerId, page);
    return json(200, { data: projects.map(viewProject), nextCursor });
  });
