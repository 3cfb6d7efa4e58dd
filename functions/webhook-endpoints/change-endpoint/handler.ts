import { changeEndpointRequest, viewEndpoint } from '#contract/webhooks/endpoints';
import { pingPayload } from '#contract/webhooks/payload';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { changeEndpoint, type ManageDeps } from '#domain/webhooks/manage-endpoints';
import type { PingDeps } from '#domain/webhooks/ping';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ChangeDeps = ManageDeps & Omit<PingDeps, 'pingBody'>;

/** PATCH /v1/admin/webhook-endpoints/{id}: a disabled one is tested before it is enabled. */
export const createHandler = (deps: ChangeDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { force, sendMissed, ...change } = parseBody(changeEndpointRequest, event);
    const requestId = requestIdOf(event);
    const endpoint = await changeEndpoint(
      { ...deps, pingBody: pingPayload },
      { id: pathIdOf(event), change, force, sendMissed },
      actOf(deps, caller, requestId),
    );
    const { id: endpointId, state } = endpoint;
    logger.info('webhook endpoint changed', { requestId, endpointId, state });
    return json(200, viewEndpoint(endpoint));
  });
