import { createHash } from 'node:crypto';
import { newId } from '../ids.ts';
import type { Refund } from '../refunds/refund.ts';
import type { Payment } from './payment.ts';
import type { OrderClaim, Transition } from './payment-store.ts';
import type { TransitionContext } from './transition.ts';

/** Undefined where there is nothing to claim: no order or invoice, not paid, or paid a second time. */
export function orderClaim(payment: Payment, after?: string): OrderClaim | undefined {
  const order = paidOnce(payment);
  return payment.status === 'completed' && order !== undefined && !payment.isDuplicate
    ? { order, after }
    : undefined;
}

/** Orders and invoices are paid once each; no customer is called `invoice`. */
function paidOnce({ orderId, orderOwner = 'shop', invoiceId }: Payment): string | undefined {
  if (invoiceId !== undefined) return `invoice#${invoiceId}`;
  return orderId === undefined ? undefined : `${orderOwner}#${orderId}`;
}

/**
 * The completion of a payment whose order or invoice another one has paid for. The money is kept, with its
 * invoice, and a task is opened to give it back.
 */
export function asDuplicate(
  { event, ...transition }: Transition,
  { now, randomBytes, requestId }: TransitionContext,
): Transition {
  const { payment } = transition;
  return {
    ...transition,
    event,
    payment: { ...payment, isDuplicate: true, amountReserved: payment.amount },
    refundTask: {
      refund: duplicateRefund(payment, now),
      event: {
        id: newId('evt', now, randomBytes(10)),
        type: 'payment.duplicate',
        occurredAt: now.toISOString(),
        requestId,
        data: { paymentId: payment.id },
      },
    },
  };
}

/** Its id comes from the payment's, so that there is one whoever completes it. */
const duplicateRefund = (payment: Payment, now: Date): Refund => ({
  id: newId(
    'ref',
    new Date(payment.createdAt),
    createHash('sha256').update(`duplicate:${payment.id}`).digest(),
  ),
  paymentId: payment.id,
  amount: payment.amount,
  reason: 'duplicate_payment',
  status: 'manual',
  requestedBy: 'peage',
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
});
