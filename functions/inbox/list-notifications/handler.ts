import { listInboxQuery } from '#contract/admin';
import { viewInboxEntry } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { Inbox } from '#domain/inbox/inbox';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/inbox */
export const createHandler = ({ inbox }: { inbox: Inbox }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { limit, cursor, ...filter } = parseQuery(listInboxQuery, event);
    const { entries, nextCursor } = await inbox.list(filter, { limit, cursor });
    return json(200, { data: entries.map(viewInboxEntry), nextCursor });
  });
