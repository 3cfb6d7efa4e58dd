import { viewSubscription } from '#contract/plan-views';
import { subscriptionQuery } from '#contract/plans';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import type { Plans } from '#domain/plans/plan';
import {
  type CancelSubscriptionDeps,
  resumeSubscription,
} from '#domain/subscriptions/cancel-subscription';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type Deps = CancelSubscriptionDeps & { plans: Plans; now: Clock; randomBytes: RandomBytes };

/** POST /v1/subscription/resume */
export const createHandler = (deps: Deps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(subscriptionQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const context = actOf(deps, person, requestId);
    const customer = await resumeSubscription(deps, customerId, context);
    logger.info('subscription resumed', { requestId, customerId });
    return json(200, viewSubscription(customer, deps.plans, context.now));
  });
