import type { Clock, RandomBytes } from '../clock.ts';
import type { Pause } from '../pause.ts';
import type { Payment } from '../payments/payment.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { PaidOrder } from './complete-order.ts';
import { orderEvent } from './order-event.ts';
import type { OrderStore } from './order-store.ts';

export type RefundOrderDeps = {
  orders: Pick<OrderStore, 'find' | 'save'>;
  completions: { findPayment(id: string): Promise<Payment | undefined> };
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the order' };

/**
 * Marks the order refunded once all of its money went back. If the order is not complete yet, its
 * completion sees the refund.
 *
 * @throws Error when order or payment is not stored, so that the job is tried again.
 */
export const refundOrder = (
  { orders, completions, now, randomBytes, pause }: RefundOrderDeps,
  { orderId, paymentId, requestId }: PaidOrder,
): Promise<'refunded' | 'ignored'> =>
  untilSaved({ ...race, pause }, async () => {
    const payment = await completions.findPayment(paymentId);
    const order = await orders.find(orderId);
    if (!order || !payment)
      throw new Error('an event names an order and a payment that are stored');
    const isOver = order.paidBy !== paymentId || order.status === 'refunded';
    if (isOver || payment.refundState !== 'full') return 'ignored';
    const at = now();
    const event = orderEvent(
      'order.refunded',
      { orderId, paymentId },
      { now: at, randomBytes, requestId },
    );
    const refunded = {
      ...order,
      status: 'refunded' as const,
      updatedAt: at.toISOString(),
      version: order.version + 1,
    };
    return (await orders.save(refunded, { event })) === 'saved' ? 'refunded' : overtaken;
  });
