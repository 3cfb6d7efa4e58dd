import { viewOrder } from '#contract/order-views';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import { type MoveOrderDeps, moveOrder } from '#domain/orders/move-order';
import { requireOrderKeeper } from '#domain/orders/reach-order';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type MoveDeps = MoveOrderDeps & AnswerDeps & { randomBytes: RandomBytes };

/** POST /v1/orders/{id}/cancel */
export const createHandler = (deps: MoveDeps) =>
  httpFunction(async (event) => {
    const caller = requireOrderKeeper(callerOf(event));
    const requestId = requestIdOf(event);
    const move = { id: pathIdOf(event), to: 'cancelled' as const };
    const answer = await answerOnce(deps, event, caller, async () => {
      const order = await moveOrder(deps, move, actOf(deps, caller, requestId));
      logger.info('order cancelled', { requestId, orderId: order.id });
      return { statusCode: 200, body: JSON.stringify(viewOrder(order, caller)) };
    });
    return jsonText(answer);
  });
