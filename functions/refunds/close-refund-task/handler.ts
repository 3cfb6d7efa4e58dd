import { closeRefundTaskRequest } from '#contract/admin';
import { viewRefund } from '#contract/refunds';
import { requireRole } from '#domain/access/caller';
import { closeRefundTask } from '#domain/refunds/close-refund-task';
import type { RefundDeps } from '#domain/refunds/request-refund';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CloseRefundTaskDeps = RefundDeps & AnswerDeps;

/** POST /v1/payments/{id}/refunds/{refundId}/close */
export const createHandler = (deps: CloseRefundTaskDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const ending = parseBody(closeRefundTaskRequest, event);
    const requestId = requestIdOf(event);
    const task = { paymentId: pathIdOf(event), refundId: pathIdOf(event, 'refundId') };
    const { now, randomBytes } = deps;
    const close = async () => {
      const context = { caller, now: now(), randomBytes, requestId };
      const refund = await closeRefundTask(deps, task, ending, context);
      const { id: refundId, status } = refund;
      logger.info('refund task closed', { requestId, refundId, status, outcome: ending.outcome });
      return { statusCode: 200, body: JSON.stringify(viewRefund(refund)) };
    };
    return jsonText(await answerOnce(deps, event, caller, close));
  });
