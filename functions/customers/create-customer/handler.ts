import { viewCustomer } from '#contract/customer-views';
import { createCustomerRequest } from '#contract/customers';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import { type CreateCustomerDeps, createCustomer } from '#domain/customers/create-customer';
import { type IdempotencyStore, once } from '#domain/idempotency';
import {
  callerOf,
  claimOf,
  httpFunction,
  jsonText,
  requestIdOf,
  twinPatience,
} from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = CreateCustomerDeps & {
  idempotency: IdempotencyStore;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/admin/customers */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const { plan: planId, ...details } = parseBody(createCustomerRequest, event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const answer = await once(
      deps.idempotency,
      claimOf(event, caller, now()),
      async (claim) => {
        const context = { caller, now: now(), randomBytes, requestId };
        const customer = await createCustomer(deps, { ...details, planId, claim }, context);
        logger.info('customer created', { requestId, customerId: customer.id });
        return { statusCode: 201, body: JSON.stringify(viewCustomer(customer)) };
      },
      twinPatience,
    );
    return jsonText(answer);
  });
