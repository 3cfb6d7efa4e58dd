import { viewCustomer } from '#contract/customer-views';
import { createCustomerRequest } from '#contract/customers';
import { requireRole } from '#domain/access/caller';
import type { RandomBytes } from '#domain/clock';
import { type CreateCustomerDeps, createCustomer } from '#domain/customers/create-customer';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = CreateCustomerDeps & AnswerDeps & { randomBytes: RandomBytes };

/** POST /v1/admin/customers */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const { plan: planId, ...details } = parseBody(createCustomerRequest, event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const context = { caller, now: now(), randomBytes, requestId };
      const customer = await createCustomer(deps, { ...details, planId, claim }, context);
      logger.info('customer created', { requestId, customerId: customer.id });
      return { statusCode: 201, body: JSON.stringify(viewCustomer(customer)) };
    });
    return jsonText(answer);
  });
