import { PaymentNotCancellableError } from '../errors.ts';
import { closePayment } from './close-payment.ts';
import type { Payment } from './payment.ts';
import type { SettleDeps } from './settle-payment.ts';

/**
 * Cancels a pending payment. Cancelling twice is no error.
 *
 * @throws PaymentNotCancellableError when the money came, is on its way, or never will.
 * @throws ProviderUnreachableError when the provider does not answer: the payment stays pending.
 */
export async function cancelPayment(
  deps: SettleDeps,
  payment: Payment,
  requestId: string,
): Promise<Payment> {
  if (payment.status === 'cancelled') return payment;
  if (payment.status !== 'pending') throw new PaymentNotCancellableError(payment.status);
  const closed = await closePayment(deps, { payment, as: 'cancelled', requestId });
  if (closed.status !== 'cancelled') throw new PaymentNotCancellableError(closed.status);
  return closed;
}
