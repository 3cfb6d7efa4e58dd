import { type Caller, requireScope } from '../access/caller.ts';
import { actingCustomer } from '../customers/acting-customer.ts';
import { ForbiddenError, InvalidRequestError } from '../errors.ts';

/**
 * Whose usage this caller reads: a person and a bound key their own customer's; an administrator and
 * a key of the shop itself say whose.
 *
 * @throws ForbiddenError when it is another than their own, or the key lacks `usage:read`.
 * @throws InvalidRequestError when they have to say whose, and do not.
 */
export function readableCustomer(caller: Caller, wanted: string | undefined): string {
  if (caller.kind !== 'key') return actingCustomer(caller, wanted).customerId;
  requireScope(caller, 'usage:read');
  const { customerId = wanted } = caller;
  if (customerId === undefined)
    throw new InvalidRequestError('customerId is needed.', [
      { path: 'customerId', message: 'is missing' },
    ]);
  if (wanted !== undefined && wanted !== customerId)
    throw new ForbiddenError('This API key reads the usage of its own customer only.');
  return customerId;
}
