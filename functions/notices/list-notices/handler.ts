import { listNoticesQuery, viewNotice } from '#contract/notices';
import { requireRole } from '#domain/access/caller';
import type { NoticeStore } from '#domain/monitoring/notice';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/notices */
export const createHandler = ({ notices: store }: { notices: Pick<NoticeStore, 'list'> }) =>
  httpFunction(async (event) => {
    const { subject } = requireRole(callerOf(event), 'admin');
    const { unread, ...page } = parseQuery(listNoticesQuery, event);
    const unreadBy = unread === 'true' ? subject : undefined;
    const { notices, nextCursor } = await store.list({ ...page, unreadBy });
    return json(200, { data: notices.map((notice) => viewNotice(notice, subject)), nextCursor });
  });
