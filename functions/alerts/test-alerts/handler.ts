import { testAlertsRequest, viewAlert } from '#contract/alerts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import type { AlertStore } from '#domain/monitoring/alert-store';
import { testAlerts } from '#domain/monitoring/test-alerts';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { parseBody } from '#runtime/read-request';

export type TestAlertsDeps = {
  alerts: Pick<AlertStore, 'save'>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/admin/alerts/test */
export const createHandler = (deps: TestAlertsDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { severity } = parseBody(testAlertsRequest, event);
    const alert = await testAlerts(deps, severity, actOf(deps, caller, requestIdOf(event)));
    return json(201, viewAlert(alert));
  });
