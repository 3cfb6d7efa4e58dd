import { listAlertsQuery, viewAlert } from '#contract/alerts';
import { requireRole } from '#domain/access/caller';
import type { AlertStore } from '#domain/monitoring/alert-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/alerts */
export const createHandler = ({ alerts: store }: { alerts: Pick<AlertStore, 'list'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { alerts, nextCursor } = await store.list(parseQuery(listAlertsQuery, event));
    return json(200, { data: alerts.map(viewAlert), nextCursor });
  });
