import { listAuditQuery } from '#contract/admin';
import { viewAuditEntry } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { AuditTrail } from '#domain/audit/audit-entry';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/audit */
export const createHandler = ({ audit }: { audit: Pick<AuditTrail, 'list'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { entries, nextCursor } = await audit.list(parseQuery(listAuditQuery, event));
    return json(200, { data: entries.map(viewAuditEntry), nextCursor });
  });
