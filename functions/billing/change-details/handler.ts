import { changeBillingDetailsRequest } from '#contract/billing';
import { viewBillingDetails } from '#contract/billing-views';
import { actingQuery } from '#contract/customers';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import { type ChangeDetailsDeps, changeDetails } from '#domain/customers/change-customer';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody, parseQuery } from '#runtime/read-request';

export type ChangeDeps = ChangeDetailsDeps & { now: Clock; randomBytes: RandomBytes };

/** PATCH /v1/billing/details */
export const createHandler = (deps: ChangeDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const change = parseBody(changeBillingDetailsRequest, event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller: person, now: now(), randomBytes, requestId };
    const customer = await changeDetails(deps, { id: customerId, change }, context);
    const changed = Object.keys(change);
    logger.info('billing details changed', { requestId, customerId, changed });
    return json(200, viewBillingDetails(customer));
  });
