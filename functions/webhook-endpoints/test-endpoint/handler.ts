import { viewAttempt } from '#contract/webhooks/deliveries';
import { pingPayload } from '#contract/webhooks/payload';
import { requireRole } from '#domain/access/caller';
import { type AuditTrail, actOf, auditEntry } from '#domain/audit/audit-entry';
import { hasArrived } from '#domain/webhooks/delivery';
import type { WebhookEndpointStore } from '#domain/webhooks/endpoint';
import { type PingDeps, ping } from '#domain/webhooks/ping';
import { requireEndpoint } from '#domain/webhooks/require-endpoint';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type TestDeps = Omit<PingDeps, 'pingBody'> & {
  endpoints: Pick<WebhookEndpointStore, 'find'>;
  audit: Pick<AuditTrail, 'record'>;
};

/** POST /v1/admin/webhook-endpoints/{id}/test: tells what the receiver answers to a ping, now. */
export const createHandler = ({ endpoints, audit, ...deps }: TestDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const endpoint = await requireEndpoint(endpoints, pathIdOf(event));
    const { id: endpointId } = endpoint;
    const requestId = requestIdOf(event);
    const tested = { action: 'webhook_endpoint.tested', subject: endpointId } as const;
    const context = actOf(deps, caller, requestId);
    await audit.record(auditEntry(context, { ...tested, before: null, after: null }));
    const attempt = await ping({ ...deps, pingBody: pingPayload }, endpoint);
    const { status, error: why, durationMs } = attempt;
    logger.info('webhook endpoint tested', { requestId, endpointId, status, why, durationMs });
    return json(200, { delivered: hasArrived(attempt), ...viewAttempt(attempt) });
  });
