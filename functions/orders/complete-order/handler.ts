import type { ActivationTokens } from '#domain/access/activation-token';
import { type CompleteDeps, completeOrder } from '#domain/orders/complete-order';
import { type RefundOrderDeps, refundOrder } from '#domain/orders/refund-order';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

export type CompleteOrderDeps = Omit<CompleteDeps, 'tokens'> &
  RefundOrderDeps & { tokens: () => Promise<ActivationTokens> };

/**
 * On payment.completed: the order is paid and gets its customer. On payment.refunded: all of its
 * money went back.
 */
export const createHandler = (deps: CompleteOrderDeps) =>
  jobFunction<Fact<'payment.completed' | 'payment.refunded'>>(async (event) => {
    const { requestId } = event;
    const { orderId, paymentId } = event.data;
    if (orderId === undefined) return;
    const paid = { orderId, paymentId, requestId };
    const outcome =
      event.type === 'payment.refunded'
        ? await refundOrder(deps, paid)
        : await completeOrder({ ...deps, tokens: await deps.tokens() }, paid);
    logger.info('order paid', { requestId, event: event.type, orderId, paymentId, outcome });
  });
