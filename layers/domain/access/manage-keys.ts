import { ForbiddenError } from '../errors.ts';
import { type Caller, hasRole, type PersonCaller, requireRole, type Scope } from './caller.ts';

export type KeyManager = {
  person: PersonCaller;
  /** Whose keys; undefined means all keys, including the shop's own. */
  customerId?: string;
};

/**
 * Returns whose API keys this person manages: an administrator all, an owner their customer's.
 *
 * @throws ForbiddenError for plain members, and for another customer's keys.
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
 * An owner's key may only read. What changes a customer's debt, including its usage, needs keys
 * from the shop: otherwise customers would write their own bills.
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
