import { listInboxQuery } from '#contract/admin';
import { viewInboxEntry } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import { type AuditTrail, actOf, auditEntry } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import type { Inbox } from '#domain/inbox/inbox';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListDeps = {
  inbox: Pick<Inbox, 'list'>;
  audit: Pick<AuditTrail, 'record'>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** GET /v1/admin/inbox: raw bodies contain buyers' names, so reading them is audited first. */
export const createHandler = ({ inbox, audit, now, randomBytes }: ListDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { limit, cursor, ...filter } = parseQuery(listInboxQuery, event);
    const { entries, nextCursor } = await inbox.list(filter, { limit, cursor });
    const context = actOf({ now, randomBytes }, caller, requestIdOf(event));
    const after = { ...filter, entries: entries.length };
    const read = { action: 'inbox.read', subject: 'inbox', before: null, after } as const;
    await audit.record(auditEntry(context, read));
    return json(200, { data: entries.map(viewInboxEntry), nextCursor });
  });
