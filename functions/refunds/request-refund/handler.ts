import { requestRefundRequest, viewRefund } from '#contract/refunds';
import { actOf } from '#domain/audit/audit-entry';
import { requireMayRefund, requireOwnPayment } from '#domain/refunds/may-refund';
import { type RefundDeps, requestRefund } from '#domain/refunds/request-refund';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type RequestRefundDeps = RefundDeps & AnswerDeps;

/** POST /v1/payments/{id}/refunds */
export const createHandler = (deps: RequestRefundDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    requireMayRefund(caller);
    const { amount, reason, noteToBuyer } = parseBody(requestRefundRequest, event);
    const paymentId = pathIdOf(event);
    await requireOwnPayment(deps, caller, paymentId);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const by = actOf(deps, caller, requestId);
      const refundRequest = { paymentId, amount, reason, noteToBuyer, claim, by };
      const refund = await requestRefund(deps, refundRequest);
      logger.info('refund requested', {
        requestId,
        paymentId,
        refundId: refund.id,
        status: refund.status,
      });
      return { statusCode: 201, body: JSON.stringify(viewRefund(refund)) };
    });
    return jsonText(answer);
  });
