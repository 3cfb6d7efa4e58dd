import { type Caller, hasRole, requireScope } from '../access/caller.ts';
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '../errors.ts';
import type { RefundStore } from './refund-store.ts';

/** @throws UnauthenticatedError or ForbiddenError when the caller may not refund at all. */
export function requireMayRefund(caller: Caller): void {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in, or send an API key.');
  if (caller.kind === 'key') requireScope(caller, 'refunds:write');
  else if (!hasRole(caller, 'admin', 'finance'))
    throw new ForbiddenError('This is for admin or finance only.');
}

/**
 * A key bound to a customer refunds only that customer's payments.
 *
 * @throws NotFoundError for any other payment, whether it exists or not.
 */
export async function requireOwnPayment(
  { refunds }: { refunds: Pick<RefundStore, 'load'> },
  caller: Caller,
  paymentId: string,
): Promise<void> {
  if (caller.kind !== 'key' || caller.customerId === undefined) return;
  const { payment } = await refunds.load(paymentId);
  if (payment?.buyer.customerId !== caller.customerId) throw new NotFoundError('payment');
}
