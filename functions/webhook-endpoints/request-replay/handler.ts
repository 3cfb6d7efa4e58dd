import { replayDeliveriesRequest } from '#contract/webhooks/deliveries';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import type { DeliveryStore } from '#domain/webhooks/delivery';
import { askForReplay, type ReplayDeps } from '#domain/webhooks/replay';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ReplayFunctionDeps = AnswerDeps &
  Pick<ReplayDeps, 'endpoints' | 'pause'> & {
    deliveries: Pick<DeliveryStore, 'between'>;
    randomBytes: RandomBytes;
  };

/** POST /v1/admin/webhook-endpoints/{id}/replay: a job does it; a dry run only counts. */
export const createHandler = (deps: ReplayFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { dryRun, ...range } = parseBody(replayDeliveriesRequest, event);
    const wish = { endpointId: pathIdOf(event), ...range };
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async () => {
      const context = actOf(deps, caller, requestId);
      const found = await askForReplay(deps, { wish, isDry: dryRun }, context);
      logger.info('replay asked for', {
        requestId,
        endpointId: wish.endpointId,
        found: found.count,
      });
      const statusCode = dryRun ? 200 : 202;
      return { statusCode, body: JSON.stringify({ ...wish, dryRun, ...found }) };
    });
    return jsonText(answer);
  });
