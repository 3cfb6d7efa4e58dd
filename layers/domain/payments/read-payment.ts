import {
  type Caller,
  hasRole,
  hasScope,
  requireTokenOrScope,
  type Scope,
} from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import { NotFoundError } from '../errors.ts';
import { isOwnOrderId } from '../orders/own-order-id.ts';
import type { Payment } from './payment.ts';

export type Access = {
  caller: Caller;
  clientToken?: string;
  scope: Scope;
  /** For reading only: until then a returning browser's token is valid. */
  readAt?: Date;
};

/** What a caller sees of a payment besides its state. */
export type Sight = {
  /**
   * What allows to pay: `all` for who opened or pays it, `page` (an address to continue at) for a
   * returning browser, `none` for a mere reader.
   */
  action: 'all' | 'page' | 'none';
  /** What the shop wrote for itself: metadata, its return address with the query. */
  shopsOwn: boolean;
  /** Whose it is. A guest's order does not tell whether the address has an account. */
  customer: boolean;
};

/**
 * Whether this caller may see or change this payment: a server key with the scope (a bound one only
 * its customer's), finance and admins, the customer's members, and whoever has its client token.
 */
export function mayReach(payment: Payment, access: Access, clientTokens: ClientTokens): boolean {
  const { caller, scope } = access;
  if (showsTokenOf(payment, access, clientTokens)) return true;
  if (hasRole(caller, 'admin', 'finance')) return true;
  const { customerId } = payment.buyer;
  if (caller.kind === 'person') return customerId !== undefined && caller.customerId === customerId;
  return (
    caller.kind === 'key' &&
    hasScope(caller, scope) &&
    (caller.customerId === undefined || caller.customerId === customerId)
  );
}

/** @throws UnauthenticatedError or ForbiddenError when the caller can read no payment at all. */
export const requirePaymentReader = (shown: Pick<Access, 'caller' | 'clientToken'>): void =>
  requireTokenOrScope(shown, 'payments:read', 'Send the payment’s client token.');

/** Whether the caller's token belongs to this payment, for acting or for reading. */
export const showsTokenOf = (
  { id }: Payment,
  { clientToken, readAt }: Pick<Access, 'clientToken' | 'readAt'>,
  clientTokens: ClientTokens,
): boolean =>
  clientTokens.isValid(clientToken, id) ||
  (readAt !== undefined && clientTokens.isResultToken(clientToken, id, readAt));

/** @throws NotFoundError both for what does not exist and for what belongs to somebody else. */
export function requireReach(
  payment: Payment | undefined,
  access: Access,
  clientTokens: ClientTokens,
): Payment {
  if (!payment || !mayReach(payment, access, clientTokens)) throw new NotFoundError('payment');
  return payment;
}

/** A reader sees less than a payer, and a buyer sees nothing of the shop's own. */
export function sightOf(
  payment: Payment,
  { caller, clientToken, readAt }: Omit<Access, 'scope'>,
  clientTokens?: ClientTokens,
): Sight {
  const isHolder = clientTokens?.isValid(clientToken, payment.id) ?? false;
  const isReturning =
    readAt !== undefined && clientTokens?.isResultToken(clientToken, payment.id, readAt);
  return {
    action: isHolder || isPayer(payment, caller) ? 'all' : isReturning ? 'page' : 'none',
    shopsOwn: isShop(payment, caller),
    customer:
      !isOwnOrderId(payment.orderId) || isShop(payment, caller) || isOfCustomer(payment, caller),
  };
}

const isOfCustomer = ({ buyer }: Payment, caller: Caller): boolean =>
  caller.kind !== 'public' &&
  caller.customerId !== undefined &&
  caller.customerId === buyer.customerId;

/** The key that opened the payment, and the members of its customer. */
const isPayer = (payment: Payment, caller: Caller): boolean =>
  caller.kind === 'key'
    ? caller.keyId === payment.ownerId && hasScope(caller, 'payments:write')
    : isOfCustomer(payment, caller);

/** A customer's own key is not part of the shop, but knows what it wrote itself. */
const isShop = ({ ownerId }: Payment, caller: Caller): boolean =>
  hasRole(caller, 'admin', 'finance') ||
  (caller.kind === 'key' && (caller.customerId === undefined || caller.keyId === ownerId));
