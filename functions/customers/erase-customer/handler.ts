import { eraseCustomerRequest } from '#contract/erasure';
import { viewErasure, viewErasurePlan } from '#contract/erasure-views';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import {
  planErasure,
  type RequestErasureDeps,
  requestErasure,
} from '#domain/erasure/request-erasure';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type EraseDeps = RequestErasureDeps & { now: Clock; randomBytes: RandomBytes };

/** POST /v1/admin/customers/{id}/erase: says what it would do, or starts it. */
export const createHandler = (deps: EraseDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { dryRun } = parseBody(eraseCustomerRequest, event);
    const customerId = pathIdOf(event);
    const { now, randomBytes } = deps;
    if (dryRun) return json(200, viewErasurePlan(await planErasure(deps, customerId, now())));
    const requestId = requestIdOf(event);
    const context = { caller, now: now(), randomBytes, requestId };
    const erasure = await requestErasure(deps, customerId, context);
    logger.info('erasure requested', { requestId, customerId, state: erasure.state });
    return json(202, viewErasure(erasure));
  });
