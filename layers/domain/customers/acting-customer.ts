import { type Caller, hasRole, type PersonCaller, requireRole } from '../access/caller.ts';
import { ForbiddenError, InvalidRequestError, UnauthenticatedError } from '../errors.ts';

/**
 * Returns the customer that this person acts for: their own, or the one an administrator names.
 *
 * @throws ForbiddenError when it is not their own, or they have none.
 * @throws InvalidRequestError when an administrator names none.
 */
export function actingCustomer(caller: Caller, wanted: string | undefined): Acting {
  const person = requirePerson(caller);
  if (hasRole(person, 'admin') && wanted !== undefined) return { person, customerId: wanted };
  const { customerId } = person;
  if (customerId === undefined && hasRole(person, 'admin'))
    throw new InvalidRequestError('customerId is needed.', [
      { path: 'customerId', message: 'is missing' },
    ]);
  if (customerId === undefined) throw new ForbiddenError('You are not a member of any customer.');
  if (wanted !== undefined && wanted !== customerId)
    throw new ForbiddenError('You may act for your own customer only.');
  return { person, customerId };
}

/**
 * As `actingCustomer`, for what only the customer's owner or an administrator may do.
 *
 * @throws ForbiddenError as above, and for a plain member.
 */
export function owningCustomer(caller: Caller, wanted: string | undefined): Acting {
  const acting = actingCustomer(caller, wanted);
  if (!hasRole(acting.person, 'admin', 'owner'))
    throw new ForbiddenError('This is for the customer’s owner only.');
  return acting;
}

/**
 * As `actingCustomer`, for something with its own id: an administrator need not name a customer.
 *
 * @throws ForbiddenError as above.
 */
export const actingOnProject = (
  caller: Caller,
  wanted: string | undefined,
): { person: PersonCaller; customerId?: string } =>
  hasRole(caller, 'admin')
    ? { person: requireRole(caller, 'admin'), customerId: wanted }
    : actingCustomer(caller, wanted);

export type Acting = { person: PersonCaller; customerId: string };

function requirePerson(caller: Caller): PersonCaller {
  if (caller.kind === 'person') return caller;
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in to do this.');
  throw new ForbiddenError('This is for people who sign in.');
}
