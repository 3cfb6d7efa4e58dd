import { createHash } from 'node:crypto';
import { newId } from '../ids.ts';
import type { Refund } from '../refunds/refund.ts';
import { paidThing } from './paid-thing.ts';
import type { Payment } from './payment.ts';
import type { OrderClaim, Transition } from './payment-store.ts';
import type { TransitionContext } from './transition.ts';

/** Undefined without anything to claim: no order or invoice, not paid, or paid twice. */
export function orderClaim(payment: Payment, after?: string): OrderClaim | undefined {
  const order = paidOnce(payment);
  return payment.status === 'completed' && order !== undefined && !payment.isDuplicate
    ? { order, after }
    : undefined;
}

/** Orders and invoices are paid once each; no customer has the id `invoice`. */
function paidOnce({ orderId, orderOwner = 'shop', invoiceId }: Payment): string | undefined {
  if (invoiceId !== undefined) return `invoice#${invoiceId}`;
  return orderId === undefined ? undefined : `${orderOwner}#${orderId}`;
}

/**
 * The completion of a payment whose order or invoice another payment has paid. Keeps the money,
 * issues its invoice, and opens a task to refund it.
 */
export function asDuplicate(
  { event, ...transition }: Transition,
  { now, randomBytes, requestId }: TransitionContext,
): Transition {
  const payment = {
    ...transition.payment,
    isDuplicate: true,
    amountReserved: transition.payment.amount,
  };
  return {
    ...transition,
    event: event?.type === 'payment.completed' ? { ...event, data: paidThing(payment) } : event,
    payment,
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

/** Its id is derived from the payment's, so that only one exists whoever completes the payment. */
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
