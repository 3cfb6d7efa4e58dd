import {
  type Caller,
  hasRole,
  hasScope,
  requireTokenOrScope,
  type Scope,
} from '../access/caller.ts';
import type { ClientTokens } from '../access/client-token.ts';
import { NotFoundError } from '../errors.ts';
import type { Payment } from './payment.ts';

export type Access = {
  caller: Caller;
  clientToken?: string;
  scope: Scope;
  /** For what only reads: a returning browser's token counts, until its time is over. */
  readAt?: Date;
};

/** What a caller sees of a payment beside its state. */
export type Sight = {
  /**
   * What lets one pay: `all` for who opened it and who pays it, `page` (an address to go on to) for
   * a browser that comes back, `none` for whoever only reads.
   */
  action: 'all' | 'page' | 'none';
  /** What the shop wrote for itself: metadata, its return address with the query. */
  shopsOwn: boolean;
};

/**
 * May this caller see or touch this payment? A server key with the scope (a bound one: its
 * customer's only), finance and admins, the customer's members, and whoever holds its client token.
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

/** @throws UnauthenticatedError or ForbiddenError for whom no payment need be looked for. */
export const requirePaymentReader = (shown: Pick<Access, 'caller' | 'clientToken'>): void =>
  requireTokenOrScope(shown, 'payments:read', 'Send the payment’s client token.');

/** Whether the token that the caller shows is one of this payment, to act by or to read by. */
export const showsTokenOf = (
  { id }: Payment,
  { clientToken, readAt }: Pick<Access, 'clientToken' | 'readAt'>,
  clientTokens: ClientTokens,
): boolean =>
  clientTokens.isValid(clientToken, id) ||
  (readAt !== undefined && clientTokens.isResultToken(clientToken, id, readAt));

/** @throws NotFoundError for what does not exist and for what is somebody else's, alike. */
export function requireReach(
  payment: Payment | undefined,
  access: Access,
  clientTokens: ClientTokens,
): Payment {
  if (!payment || !mayReach(payment, access, clientTokens)) throw new NotFoundError('payment');
  return payment;
}

/** Who only reads sees less than who pays, and a buyer sees nothing of what is the shop's own. */
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
  };
}

/** The key that opened the payment, and the members of its customer. */
const isPayer = ({ ownerId, buyer }: Payment, caller: Caller): boolean =>
  caller.kind === 'key'
    ? caller.keyId === ownerId && hasScope(caller, 'payments:write')
    : caller.kind === 'person' &&
      caller.customerId !== undefined &&
      caller.customerId === buyer.customerId;

/** A customer's own key is no part of the shop, but knows what it wrote itself. */
const isShop = ({ ownerId }: Payment, caller: Caller): boolean =>
  hasRole(caller, 'admin', 'finance') ||
  (caller.kind === 'key' && (caller.customerId === undefined || caller.keyId === ownerId));
