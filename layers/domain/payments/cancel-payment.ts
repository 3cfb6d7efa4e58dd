import { type Caller, hasRole, requireTokenOrScope } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { ForbiddenError, PaymentNotCancellableError } from '../errors.ts';
import { closePayment } from './close-payment.ts';
import type { Payment } from './payment.ts';
import type { SettleDeps } from './settle-payment.ts';

/** @throws UnauthenticatedError or ForbiddenError when the caller can change no payment at all. */
export function requireMayChange(shown: { caller: Caller; clientToken?: string }): void {
  requireTokenOrScope(shown, 'payments:write', 'Send the payment’s client token.');
  if (shown.clientToken === undefined && readsOnly(shown.caller))
    throw new ForbiddenError(
      'Finance may read every payment; only an administrator may change it.',
    );
}

/** Finance staff without a customer of their own. */
const readsOnly = (caller: Caller): boolean =>
  caller.kind === 'person' &&
  hasRole(caller, 'finance') &&
  !hasRole(caller, 'admin') &&
  caller.customerId === undefined;

/** @throws PaymentNotCancellableError when money has arrived, is on its way, or never will come. */
export function requireCancellable({ status }: Payment): void {
  if (status !== 'pending') throw new PaymentNotCancellableError(status);
}

/**
 * Cancels a pending payment, and records in the audit trail who asked. A second cancellation is not
 * an error.
 *
 * @throws PaymentNotCancellableError when money has arrived, is on its way, or never will come.
 * @throws ProviderUnreachableError when the provider does not answer: the payment stays pending.
 */
export async function cancelPayment(
  deps: SettleDeps,
  payment: Payment,
  by: AuditContext<Caller>,
): Promise<Payment> {
  if (payment.status === 'cancelled') return payment;
  requireCancellable(payment);
  const audit = auditEntry(by, {
    action: 'payment.cancel_requested',
    subject: payment.id,
    before: { status: payment.status },
    after: { status: 'cancelled' },
  });
  const { requestId } = by;
  const closed = await closePayment(deps, { payment, as: 'cancelled', requestId, audit });
  if (closed.status !== 'cancelled') throw new PaymentNotCancellableError(closed.status);
  return closed;
}
