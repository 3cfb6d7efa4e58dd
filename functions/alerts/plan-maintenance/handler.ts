import { planMaintenanceRequest, viewMaintenance } from '#contract/alerts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import type { AlertStore } from '#domain/monitoring/alert-store';
import { planMaintenance } from '#domain/monitoring/plan-maintenance';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { parseBody } from '#runtime/read-request';

export type PlanMaintenanceDeps = {
  alerts: Pick<AlertStore, 'planMaintenance'>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** PUT /v1/admin/alerts/maintenance */
export const createHandler = (deps: PlanMaintenanceDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const wish = parseBody(planMaintenanceRequest, event);
    const planned = await planMaintenance(deps, wish, actOf(deps, caller, requestIdOf(event)));
    return json(200, viewMaintenance(planned));
  });
