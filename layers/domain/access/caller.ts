import { type CustomerChoiceError, ForbiddenError, UnauthenticatedError } from '../errors.ts';

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

/** Somebody who signed in. */
export type PersonCaller = { kind: 'person'; subject: string; roles: Role[] } & CallersCustomer;

/** Whose data alone the caller sees and writes. */
type CallersCustomer = {
  customerId?: string;
  /** An archived customer's people and keys read, and give up what they have. */
  isCustomerArchived?: true;
};

/** Nobody in particular: a guest, who may carry a payment's client token. */
type PublicCaller = { kind: 'public' };

export type Caller = KeyCaller | PersonCaller | PublicCaller;

/** Why nobody is let in: credentials that are not good, or not those that the route asks for. */
export type Refusal = UnauthenticatedError['code'] | CustomerChoiceError['code'] | 'people_only';

export const hasRole = (caller: Caller, ...roles: Role[]): boolean =>
  caller.kind === 'person' && roles.some((role) => caller.roles.includes(role));

export const hasScope = (caller: Caller, scope: Scope): boolean =>
  caller.kind === 'key' && caller.scopes.includes(scope);

/** Tells callers' idempotency keys apart. */
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

/** Who acted, as the audit trail names them: ids alone, which an erasure leaves without a name. */
export function actorOf(caller: Caller): string {
  switch (caller.kind) {
    case 'key':
      return `key:${caller.keyId}`;
    case 'person':
      return `person:${caller.subject}`;
    case 'public':
      return 'client_token';
  }
}

/** @throws ForbiddenError unless the caller is signed in with one of the roles. */
export function requireRole(caller: Caller, ...roles: Role[]): PersonCaller {
  if (caller.kind === 'person' && hasRole(caller, ...roles)) return caller;
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in to do this.');
  throw new ForbiddenError(`This is for ${roles.join(' or ')} only.`);
}

/**
 * The gate before what a buyer's token opens: whoever shows one is judged by it later, once it is
 * known what it is for.
 *
 * @param hint what somebody without credentials is told to do.
 * @throws UnauthenticatedError for nobody in particular without a token.
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
