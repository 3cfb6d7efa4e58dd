import { viewOrderSummary, viewUploads } from '#contract/order-views';
import { createOrderRequest, newOrderFrom } from '#contract/orders';
import type { GrantUpload } from '#domain/files/open-uploads';
import { type CreateOrderDeps, createOrder } from '#domain/orders/create-order';
import { requireMayOrder } from '#domain/orders/orderer';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = CreateOrderDeps &
  AnswerDeps & { clientTokens: ReadClientTokens; grantUpload: GrantUpload };

/** POST /v1/orders */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(
    async (event) => {
      const caller = callerOf(event);
      const wanted = newOrderFrom(parseBody(createOrderRequest, event));
      requireMayOrder(caller, wanted);
      const requestId = requestIdOf(event);
      const { sourceIp: address } = event.requestContext.http;
      const kept = await answerOnce(deps, event, caller, async (claim) => {
        const order = await createOrder(deps, wanted, { caller, claim, requestId, address });
        logger.info('order created', { requestId, orderId: order.id, isGuest: order.isGuest });
        return { statusCode: 201, body: JSON.stringify(viewOrderSummary(order)) };
      });
      // What opens the order, or writes to it, is not stored with the answer, but made again.
      const summary = JSON.parse(kept.body);
      const clientToken = (await deps.clientTokens()).issue(summary.id);
      const uploads = viewUploads(summary, deps.grantUpload, deps.now());
      return jsonText({
        statusCode: 201,
        body: JSON.stringify({ ...summary, clientToken, uploads }),
      });
    },
    { strangers: true },
  );
