import { listRefundTasksQuery } from '#contract/admin';
import { viewRefundTask } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { RefundStore } from '#domain/refunds/refund-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/refund-tasks */
export const createHandler = ({ refunds }: { refunds: Pick<RefundStore, 'listTasks'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const { tasks, nextCursor } = await refunds.listTasks(parseQuery(listRefundTasksQuery, event));
    return json(200, { data: tasks.map(viewRefundTask), nextCursor });
  });
