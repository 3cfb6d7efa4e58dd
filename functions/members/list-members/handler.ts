import { viewMember } from '#contract/customer-views';
import { listOfCustomerQuery } from '#contract/customers';
import { owningCustomer } from '#domain/customers/acting-customer';
import type { MemberStore } from '#domain/members/member-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/members */
export const createHandler = (deps: { members: Pick<MemberStore, 'list'> }) =>
  httpFunction(async (event) => {
    const { customerId: wanted, ...page } = parseQuery(listOfCustomerQuery, event);
    const { customerId } = owningCustomer(callerOf(event), wanted);
    const { members, nextCursor } = await deps.members.list(customerId, page);
    return json(200, { data: members.map(viewMember), nextCursor });
  });
