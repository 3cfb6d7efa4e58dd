import { listAuditQuery } from '#contract/admin';
import { viewAuditEntry } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { People } from '#domain/access/people';
import type { AuditTrail } from '#domain/audit/audit-entry';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListDeps = { audit: Pick<AuditTrail, 'list'>; people: Pick<People, 'namesOf'> };

/** GET /v1/admin/audit: entries hold ids; people are shown by name while it is known. */
export const createHandler = ({ audit, people }: ListDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { entries, nextCursor } = await audit.list(parseQuery(listAuditQuery, event));
    const subjects = entries.flatMap(({ actor }) => /^person:(.+)$/.exec(actor)?.[1] ?? []);
    const names = await people.namesOf([...new Set(subjects)]);
    const data = entries.map((entry) =>
      viewAuditEntry(entry, names.get(entry.actor.replace(/^person:/, ''))),
    );
    return json(200, { data, nextCursor });
  });
