import { closePayment } from './close-payment.ts';
import type { PaymentStatus } from './payment.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

export type Expiry =
  | { paymentId: string; status: PaymentStatus }
  | { paymentId: string; status: 'unknown'; error: unknown };

export type ExpireRequest = { dueAt: Date; limit: number; requestId: string };

/**
 * Ends the open payments whose time is over, after asking the provider a last time and closing the
 * checkout there. One that fails does not stop the others; the next run meets it again.
 */
export async function expirePayments(deps: SettleDeps, request: ExpireRequest): Promise<Expiry[]> {
  const due = await deps.payments.listDue(request.dueAt, request.limit);
  const expiries: Expiry[] = [];
  for (const paymentId of due)
    expiries.push(
      await expirePayment(deps, paymentId, request.requestId).then(
        (status) => ({ paymentId, status }),
        (error) => ({ paymentId, status: 'unknown', error }),
      ),
    );
  return expiries;
}

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
