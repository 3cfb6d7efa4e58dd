import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import { type Caller, callerId, hasRole, requireScope } from './caller.ts';

/**
 * Who may read the numbers of the whole shop: admins, and the shop's own servers. A customer's key is
 * none of these, whatever its scopes: the numbers are everybody's.
 *
 * @returns the caller's id, for its own limit.
 * @throws UnauthenticatedError or ForbiddenError for all others.
 */
export function requireWatcher(caller: Caller): string {
  if (caller.kind === 'public')
    throw new UnauthenticatedError(
      'credentials_required',
      'Sign in, or send an API key with the scope metrics:read.',
    );
  if (caller.kind === 'key') {
    requireScope(caller, 'metrics:read');
    if (caller.customerId !== undefined)
      throw new ForbiddenError(
        'These numbers are the whole shop’s: a customer’s key may not read them.',
      );
  } else if (!hasRole(caller, 'admin')) throw new ForbiddenError('This is for admin only.');
  return callerId(caller);
}
