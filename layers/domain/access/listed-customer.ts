import { ForbiddenError, UnauthenticatedError } from '../errors.ts';
import { type Caller, hasRole, requireScope } from './caller.ts';

/**
 * Whose payments, orders or invoices this caller may list; undefined means all.
 *
 * @param wanted the customer that the request names.
 * @throws UnauthenticatedError or ForbiddenError for other people's.
 */
export function listedCustomer(
  caller: Caller,
  wanted: string | undefined,
  what: 'payments' | 'orders' | 'invoices',
): string | undefined {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in, or send an API key.');
  if (hasRole(caller, 'admin', 'finance')) return wanted;
  if (caller.kind === 'key') requireScope(caller, 'payments:read');
  if (caller.kind === 'key' && caller.customerId === undefined) return wanted;
  if (caller.customerId === undefined)
    throw new ForbiddenError('You are not a member of any customer.');
  if (wanted !== undefined && wanted !== caller.customerId)
    throw new ForbiddenError(`You may list your own ${what} only.`);
  return caller.customerId;
}
