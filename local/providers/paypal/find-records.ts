import type { PayPalAccount } from './account.ts';
import type { Capture } from './capture.ts';
import { notFound } from './failure.ts';
import type { Order } from './order.ts';
import type { Refund } from './refund.ts';

/** The order with this id, or PayPal's 404, which an expired order gets as well. */
export function orderOf({ orders }: PayPalAccount, id = ''): Order {
  const order = orders.get(id);
  if (!order || order.isExpired) throw notFound();
  return order;
}

/** The capture with this id, or PayPal's 404. */
export function captureOf({ captures }: PayPalAccount, id = ''): Capture {
  const capture = captures.get(id);
  if (!capture) throw notFound();
  return capture;
}

/** The refund with this id, or PayPal's 404. */
export function refundOf({ refunds }: PayPalAccount, id = ''): Refund {
  const refund = refunds.get(id);
  if (!refund) throw notFound();
  return refund;
}

/** The amount refunded or on its way back; failed refunds do not count. */
export function refundedAmount({ refunds }: PayPalAccount, capture: Capture): number {
  const counted = [...refunds.values()].filter(
    ({ captureId, status }) =>
      captureId === capture.id && (status === 'COMPLETED' || status === 'PENDING'),
  );
  return counted.reduce((before, { sum }) => before + sum.amount, 0);
}
