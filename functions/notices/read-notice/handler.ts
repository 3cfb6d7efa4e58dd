import { viewNotice } from '#contract/notices';
import { requireRole } from '#domain/access/caller';
import { NotFoundError } from '#domain/errors';
import type { NoticeStore } from '#domain/monitoring/notice';
import { callerOf, httpFunction, json, pathIdOf } from '#runtime/http';

/** POST /v1/admin/notices/{id}/read */
export const createHandler = ({ notices }: { notices: Pick<NoticeStore, 'markRead'> }) =>
  httpFunction(async (event) => {
    const { subject } = requireRole(callerOf(event), 'admin');
    const notice = await notices.markRead(pathIdOf(event), subject);
    if (!notice) throw new NotFoundError('notice');
    return json(200, viewNotice(notice, subject));
  });
