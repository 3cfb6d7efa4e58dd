import { type Caller, hasRole, hasScope } from '../access/caller.ts';
import type { Initiator } from './payment.ts';

/**
 * Returns in whose name a caller pays for a customer's thing; undefined when it is not theirs. A
 * caller with a link may be anybody and acts for nobody, even when signed in elsewhere.
 */
export function initiatorFor(
  caller: Caller,
  request: {
    customerId: string | undefined;
    holdsLink: boolean;
    /** The customer that the request names. */
    named: string | undefined;
  },
): Initiator | undefined {
  const { customerId, holdsLink, named } = request;
  const isOwn = (id: string | undefined) => id !== undefined && id === customerId;
  if (caller.kind === 'person' && isOwn(caller.customerId))
    return { kind: 'member', isCustomer: true };
  if (hasRole(caller, 'admin', 'finance')) return { kind: 'staff', isCustomer: false };
  const isServer =
    caller.kind === 'key' &&
    hasScope(caller, 'payments:write') &&
    (caller.customerId === undefined || isOwn(caller.customerId));
  if (isServer) return { kind: 'server', isCustomer: isOwn(caller.customerId) || isOwn(named) };
  return holdsLink ? { kind: 'link', isCustomer: false } : undefined;
}
