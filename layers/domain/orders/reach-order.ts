import {
  type Caller,
  hasRole,
  hasScope,
  requireRole,
  requireScope,
  requireTokenOrScope,
} from '../access/caller.ts';
import { NotFoundError } from '../errors.ts';
import type { Order } from './order.ts';

export type OrderAccess = {
  caller: Caller;
  clientToken?: string;
  holdsTokenOf: (orderId: string) => boolean;
};

/** @throws UnauthenticatedError or ForbiddenError when the caller can read no order at all. */
export const requireOrderReader = (shown: Pick<OrderAccess, 'caller' | 'clientToken'>): void =>
  requireTokenOrScope(shown, 'payments:read', 'Send the order’s client token.');

/**
 * The order, for whoever may see it: its client token, finance and admins, the members of its
 * customer, and server keys, a bound one only its customer's.
 *
 * @throws NotFoundError both for what does not exist and for what belongs to somebody else.
 */
export function requireOrderReach(order: Order | undefined, access: OrderAccess): Order {
  if (!order || !mayReach(order, access)) throw new NotFoundError('order');
  return order;
}

function mayReach({ id, customerId }: Order, { caller, holdsTokenOf }: OrderAccess): boolean {
  if (isOfShop(caller) || holdsTokenOf(id)) return true;
  if (caller.kind === 'public' || customerId === undefined) return false;
  const mayRead = caller.kind === 'person' || hasScope(caller, 'payments:read');
  return mayRead && caller.customerId === customerId;
}

/**
 * The shop itself. Only it sees what the shop knows about the buyer: whether a stranger's address
 * has an account is told to nobody who types it.
 */
export const isOfShop = (caller: Caller): boolean =>
  hasRole(caller, 'admin', 'finance') ||
  (caller.kind === 'key' && caller.customerId === undefined && hasScope(caller, 'payments:read'));

/**
 * Checks callers who may fulfil and cancel: administrators, and the shop's own server.
 *
 * @throws UnauthenticatedError, ForbiddenError, or NotFoundError for a customer's own key.
 */
export function requireOrderKeeper(caller: Caller): Caller {
  if (caller.kind !== 'key') return requireRole(caller, 'admin');
  requireScope(caller, 'payments:write');
  if (caller.customerId !== undefined) throw new NotFoundError('order');
  return caller;
}
