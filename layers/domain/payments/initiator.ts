import { type Caller, hasRole, hasScope } from '../access/caller.ts';
import type { Initiator } from './payment.ts';

/**
 * In whose name a caller pays for what is a customer's; undefined when it is none of theirs. Who
 * comes by a link may be anybody, and so acts for nobody, signed in elsewhere or not.
 */
export function initiatorFor(
  caller: Caller,
  of: {
    customerId: string | undefined;
    holdsLink: boolean;
    /** The customer that the request names. */
    named: string | undefined;
  },
): Initiator | undefined {
  const { customerId, holdsLink, named } = of;
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
