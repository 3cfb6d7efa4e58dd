import { resendMessageRequest } from '#contract/mails';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import { type ResendMessageDeps, resendMessage } from '#domain/messages/resend-message';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ResendFunctionDeps = ResendMessageDeps & AnswerDeps & { randomBytes: RandomBytes };

/** POST /v1/admin/messages/{id}/resend: a mail that did not arrive. */
export const createHandler = (deps: ResendFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const id = event.pathParameters?.id ?? '';
    const { liftSuppression: liftsSuppression = false } = event.body
      ? parseBody(resendMessageRequest, event)
      : {};
    const requestId = requestIdOf(event);
    const resend = async () => {
      await resendMessage(deps, actOf(deps, caller, requestId), { id, liftsSuppression });
      logger.info('message resent', { requestId, messageId: id });
      return { statusCode: 202, body: JSON.stringify({ id, queued: true }) };
    };
    return jsonText(await answerOnce(deps, event, caller, resend));
  });
