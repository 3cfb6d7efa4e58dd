import { ForbiddenError } from '../errors.ts';
import { type Caller, hasRole, type PersonCaller, requireRole, type Scope } from './caller.ts';

export type KeyManager = {
  person: PersonCaller;
  /** Whose keys; undefined means everybody's, and the shop's own. */
  customerId?: string;
};

/**
 * Whose API keys this person manages: an administrator any, a customer's owner the customer's.
 *
 * @throws ForbiddenError for members without more, and for another customer's keys.
 */
export function keyManager(caller: Caller, wanted?: string): KeyManager {
  const person = requireRole(caller, 'admin', 'owner');
  if (hasRole(person, 'admin')) return { person, customerId: wanted };
  const { customerId } = person;
  if (customerId === undefined) throw new ForbiddenError('You are not a member of any customer.');
  if (wanted !== undefined && wanted !== customerId)
    throw new ForbiddenError('You may manage the keys of your own customer only.');
  return { person, customerId };
}

/**
 * What an owner's key may do: read. Whatever changes what the customer owes, its usage among it, is
 * reported and moved by keys that the shop gave: else customers would write their own bills.
 */
const ownersScopes: readonly Scope[] = [
  'payments:read',
  'invoices:read',
  'usage:read',
  'metrics:read',
];

/** @throws ForbiddenError when an owner asks for a scope that only an administrator may give. */
export function requireGrantable(person: PersonCaller, scopes: readonly Scope[]): void {
  const refused = scopes.filter((scope) => !ownersScopes.includes(scope));
  if (refused.length > 0 && !hasRole(person, 'admin'))
    throw new ForbiddenError(`Only an administrator may give ${refused.join(' and ')}.`);
}
