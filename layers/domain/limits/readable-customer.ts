import { type Caller, requireScope } from '../access/caller.ts';
import { actingCustomer } from '../customers/acting-customer.ts';
import { ForbiddenError, InvalidRequestError } from '../errors.ts';

/**
 * Returns whose usage this caller reads: people and bound keys their own customer's; an
 * administrator and the shop's own keys name one.
 *
 * @throws ForbiddenError when it is not their own, or the key lacks `usage:read`.
 * @throws InvalidRequestError when they have to name a customer and do not.
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
