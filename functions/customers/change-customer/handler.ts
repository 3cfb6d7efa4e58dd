import { viewCustomer } from '#contract/customer-views';
import { changeCustomerRequest } from '#contract/customers';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import { type ChangeCustomerDeps, changeCustomer } from '#domain/customers/change-customer';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ChangeDeps = ChangeCustomerDeps & { now: Clock; randomBytes: RandomBytes };

/** PATCH /v1/admin/customers/{id}: also archives and restores; a customer is never deleted. */
export const createHandler = (deps: ChangeDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const { plan, ...fields } = parseBody(changeCustomerRequest, event);
    const change = { ...fields, ...(plan !== undefined && { planId: plan }) };
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller, now: now(), randomBytes, requestId };
    const customer = await changeCustomer(deps, { id: pathIdOf(event), change }, context);
    const changed = Object.keys(change);
    logger.info('customer changed', { requestId, customerId: customer.id, changed });
    return json(200, viewCustomer(customer));
  });
