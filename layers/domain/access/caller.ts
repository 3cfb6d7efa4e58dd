import { type CustomerChoiceError, ForbiddenError, UnauthenticatedError } from '../errors.ts';
import type { BannedError } from './abuse-errors.ts';

export const scopes = [
  'payments:write',
  'payments:read',
  'refunds:write',
  'invoices:read',
  'usage:write',
  'usage:read',
  'metrics:read',
] as const;

export type Scope = (typeof scopes)[number];

/**
 * `admin` and `finance` are the shop's own people, by their group in the staff pool. `owner` and
 * `member` are a customer's, by their stored row; an owner also manages the customer's people and
 * keys.
 */
export type Role = 'admin' | 'finance' | 'owner' | 'member';

/** The shop's or SaaS's own server. */
export type KeyCaller = { kind: 'key'; keyId: string; scopes: Scope[] } & CallersCustomer;

/** A person who signed in. */
export type PersonCaller = { kind: 'person'; subject: string; roles: Role[] } & CallersCustomer;

/** The only customer whose data the caller reads and writes. */
type CallersCustomer = {
  customerId?: string;
  /** People and keys of an archived customer may only read, and delete what it has. */
  isCustomerArchived?: true;
};

/** An unidentified caller: a guest, who may carry a payment's client token. */
type PublicCaller = { kind: 'public' };

export type Caller = KeyCaller | PersonCaller | PublicCaller;

/** A scheduled job acts by itself: nobody calls it. */
export type ScheduleActor = { kind: 'schedule'; name: string };

export type Actor = Caller | ScheduleActor;

/** Why a caller is rejected: invalid credentials, or not the kind that the route requires. */
export type Refusal =
  | UnauthenticatedError['code']
  | CustomerChoiceError['code']
  | BannedError['code']
  | 'people_only';

export const hasRole = (caller: Caller, ...roles: Role[]): boolean =>
  caller.kind === 'person' && roles.some((role) => caller.roles.includes(role));

export const hasScope = (caller: Caller, scope: Scope): boolean =>
  caller.kind === 'key' && caller.scopes.includes(scope);

/** Separates the idempotency keys of different callers. */
export function callerId(caller: Caller): string {
  switch (caller.kind) {
    case 'key':
      return caller.keyId;
    case 'person':
      return `person:${caller.subject}`;
    case 'public':
      return 'public';
  }
}

/** The actor's name in the audit trail: only ids, which stay anonymous after an erasure. */
export function actorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'key':
      return `key:${actor.keyId}`;
    case 'person':
      return `person:${actor.subject}`;
    case 'schedule':
      return `schedule:${actor.name}`;
    case 'public':
      return 'client_token';
  }
}

/**
 * Returns the caller when they signed in with one of the roles.
 *
 * @throws ForbiddenError otherwise.
 */
export function requireRole(caller: Caller, ...roles: Role[]): PersonCaller {
  if (caller.kind === 'person' && hasRole(caller, ...roles)) return caller;
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in to do this.');
  throw new ForbiddenError(`This is for ${roles.join(' or ')} only.`);
}

/**
 * Checks callers of what a buyer's token can open. A caller with a token passes here and is judged
 * by it later, once its subject is known.
 *
 * @param hint tells a caller without credentials what to do.
 * @throws UnauthenticatedError for an unidentified caller without a token.
 * @throws ForbiddenError for a key that lacks the scope.
 */
export function requireTokenOrScope(
  { caller, clientToken }: { caller: Caller; clientToken?: string },
  scope: Scope,
  hint: string,
): void {
  if (clientToken !== undefined) return;
  if (caller.kind === 'public') throw new UnauthenticatedError('credentials_required', hint);
  if (caller.kind === 'key') requireScope(caller, scope);
}

/** @throws ForbiddenError when a server key lacks the scope. */
export function requireScope(caller: KeyCaller, scope: Scope): void {
  if (!caller.scopes.includes(scope))
    throw new ForbiddenError(`This API key lacks the scope ${scope}.`);
}
