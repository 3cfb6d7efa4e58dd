import { parseDeliveryId, viewDelivery } from '#contract/webhooks/deliveries';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import { NotFoundError } from '#domain/errors';
import { type ReplayDeps, replayDelivery } from '#domain/webhooks/replay';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type ReplayFunctionDeps = ReplayDeps & AnswerDeps & { randomBytes: RandomBytes };

/** POST /v1/admin/webhook-deliveries/{id}/replay: with the same id and bytes. */
export const createHandler = (deps: ReplayFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const id = parseDeliveryId(event.pathParameters?.id);
    if (!id) throw new NotFoundError('webhook_delivery');
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async () => {
      const delivery = await replayDelivery(deps, id, actOf(deps, caller, requestId));
      logger.info('webhook delivery replayed', { requestId, ...id });
      return { statusCode: 202, body: JSON.stringify(viewDelivery(delivery)) };
    });
    return jsonText(answer);
  });
