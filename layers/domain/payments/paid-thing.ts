import { isOwnOrderId } from '../orders/own-order-id.ts';
import type { Payment } from './payment.ts';

/**
 * What the events of a payment say that it pays. A duplicate pays no order: another payment has
 * paid it already.
 */
export const paidThing = ({ id, planId, orderId, isDuplicate }: Payment) => ({
  paymentId: id,
  ...(planId && { planId }),
  ...(isOwnOrderId(orderId) && !isDuplicate && { orderId }),
});
