import { type Caller, hasRole, hasScope, type Scope } from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import { NotFoundError } from '../errors.ts';
import type { Payment } from './payment.ts';

export type Access = { caller: Caller; clientToken?: string; scope: Scope };

/**
 * May this caller see or touch this payment? A server key with the scope (a bound one: its
 * customer's only), finance and admins, the customer's members, and whoever holds its client token.
 */
export function mayReach(payment: Payment, access: Access, clientTokens: ClientTokens): boolean {
  const { caller, clientToken, scope } = access;
  if (clientTokens.isValid(clientToken, payment.id)) return true;
  if (hasRole(caller, 'admin', 'finance')) return true;
  const { customerId } = payment.buyer;
  if (caller.kind === 'person') return customerId !== undefined && caller.customerId === customerId;
  return (
    caller.kind === 'key' &&
    hasScope(caller, scope) &&
    (caller.customerId === undefined || caller.customerId === customerId)
  );
}

/** @throws NotFoundError for what does not exist and for what is somebody else's, alike. */
export function requireReach(
  payment: Payment | undefined,
  access: Access,
  clientTokens: ClientTokens,
): Payment {
  if (!payment || !mayReach(payment, access, clientTokens)) throw new NotFoundError('payment');
  return payment;
}
