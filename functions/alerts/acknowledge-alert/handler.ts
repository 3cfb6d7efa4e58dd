import { acknowledgeAlertRequest, viewAlert } from '#contract/alerts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import { type AcknowledgeDeps, acknowledgeAlert } from '#domain/monitoring/acknowledge-alert';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type AcknowledgeAlertDeps = AcknowledgeDeps & { now: Clock; randomBytes: RandomBytes };

/** POST /v1/admin/alerts/{id}/ack */
export const createHandler = (deps: AcknowledgeAlertDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const wish = parseBody(acknowledgeAlertRequest, event);
    const requestId = requestIdOf(event);
    const context = actOf(deps, caller, requestId);
    const alert = await acknowledgeAlert(deps, pathIdOf(event), wish, context);
    logger.info('alert acknowledged', { requestId, alertId: alert.id, rule: alert.rule });
    return json(200, viewAlert(alert));
  });
