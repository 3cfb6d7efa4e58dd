import { requireRole } from '#domain/access/caller';
import type { RandomBytes } from '#domain/clock';
import { type ReplayDeps, replayNotification } from '#domain/inbox/inbox';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type ReplayFunctionDeps = ReplayDeps & AnswerDeps & { randomBytes: RandomBytes };

/** POST /v1/admin/inbox/{id}/replay */
export const createHandler = ({ idempotency, now, randomBytes, ...deps }: ReplayFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const requestId = requestIdOf(event);
    const replay = async () => {
      const context = { caller, now: now(), randomBytes, requestId };
      const { id, notification } = await replayNotification(
        deps,
        event.pathParameters?.id ?? '',
        context,
      );
      const { provider, eventType } = notification;
      logger.info('notification replayed', { requestId, provider, eventType });
      return { statusCode: 202, body: JSON.stringify({ id, queued: true }) };
    };
    return jsonText(await answerOnce({ idempotency, now }, event, caller, replay));
  });
