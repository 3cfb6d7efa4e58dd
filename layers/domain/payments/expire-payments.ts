import { closePayment } from './close-payment.ts';
import type { PaymentStatus } from './payment.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

export type Expiry =
  | { paymentId: string; status: PaymentStatus }
  | { paymentId: string; status: 'unknown'; error: unknown };

export type ExpireRequest = { dueAt: Date; limit: number; requestId: string };

/**
 * Ends the open payments whose time is over, after asking the provider a last time and closing the
 * checkout there. One that fails does not stop the others; a later run meets it again.
 */
export async function expirePayments(deps: SettleDeps, request: ExpireRequest): Promise<Expiry[]> {
  const due = await deps.payments.listDue(request.dueAt, request.limit);
  const expiries: Expiry[] = [];
  for (const paymentId of due) {
    const expiry = await expirePayment(deps, paymentId, request.requestId).then(
      (status): Expiry => ({ paymentId, status }),
      (error): Expiry => ({ paymentId, status: 'unknown', error }),
    );
    expiries.push(expiry);
    if (stillOpen.has(expiry.status))
      await deps.payments.postpone(paymentId, new Date(request.dueAt.getTime() + postponedMs));
  }
  return expiries;
}

const stillOpen = new Set<Expiry['status']>(['pending', 'processing', 'unknown']);

/** Those that cannot be ended now make room for the next ones meanwhile. */
const postponedMs = 30 * 60 * 1000;

async function expirePayment(
  deps: SettleDeps,
  paymentId: string,
  requestId: string,
): Promise<PaymentStatus> {
  const { payment } = await settlePayment(deps, { paymentId, requestId });
  // Money on its way takes the time it takes: only the provider ends a processing payment.
  if (payment.status !== 'pending') return payment.status;
  const closed = await closePayment(deps, { payment, as: 'expired', requestId });
  return closed.status;
}
