import { viewEndpoint } from '#contract/webhooks/endpoints';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import { type ManageDeps, removeEndpoint } from '#domain/webhooks/manage-endpoints';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type RemoveDeps = Pick<ManageDeps, 'endpoints' | 'pause'> & {
  now: Clock;
  randomBytes: RandomBytes;
};

/** DELETE /v1/admin/webhook-endpoints/{id}: what waits for it is not sent any more. */
export const createHandler = (deps: RemoveDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const requestId = requestIdOf(event);
    const context = actOf(deps, caller, requestId);
    const endpoint = await removeEndpoint(deps, pathIdOf(event), context);
    logger.info('webhook endpoint removed', { requestId, endpointId: endpoint.id });
    return json(200, viewEndpoint(endpoint));
  });
