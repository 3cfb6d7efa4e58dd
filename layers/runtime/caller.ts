import { BannedError } from '#domain/access/abuse-errors';
import type { Caller, Refusal, Role, Scope } from '#domain/access/caller';
import {
  CustomerArchivedError,
  CustomerChoiceError,
  ForbiddenError,
  UnauthenticatedError,
} from '#domain/errors';

type CallersCustomer = { customerId?: string; isCustomerArchived?: boolean };

/** What the authorizer `identify-caller` passes on: text, numbers and booleans only. */
export type CallerContext =
  | { kind: 'public' }
  | ({ kind: 'key'; keyId: string; scopes: string } & CallersCustomer)
  | ({ kind: 'person'; subject: string; roles: string } & CallersCustomer)
  | Rejected;

type Rejected = { kind: 'rejected'; code: Refusal; retryAfterSeconds?: number };

/** As it travels through the gateway. */
export function contextOf(caller: Caller | Rejected): CallerContext {
  switch (caller.kind) {
    case 'key':
      return { ...caller, scopes: caller.scopes.join(' ') };
    case 'person':
      return { ...caller, roles: caller.roles.join(' ') };
    case 'public':
    case 'rejected':
      return caller;
  }
}

export type AuthorizerContext = { lambda?: CallerContext | null };

export const refusalMessages: Record<UnauthenticatedError['code'], string> = {
  credentials_required: 'Sign in, or send an API key where the route takes one.',
  token_expired: 'The token has expired: sign in again.',
  token_invalid: 'The token is not one of ours: send “Bearer” and an ID token.',
  api_key_invalid: 'The API key is unknown, has expired or has been revoked.',
};

/**
 * Returns the caller that the authorizer identified.
 *
 * @throws UnauthenticatedError when credentials are missing or invalid.
 * @throws ForbiddenError when a key calls a route for people.
 * @throws BannedError when too many wrong keys came from the same address.
 * @throws CustomerChoiceError when a person of several customers chose none, or one that is not
 * theirs.
 */
export function callerFrom(authorizer: AuthorizerContext | undefined): Caller {
  const context = authorizer?.lambda ?? { kind: 'public' };
  switch (context.kind) {
    case 'public':
      return context;
    case 'key':
      return {
        kind: 'key',
        keyId: context.keyId,
        scopes: words(context.scopes) as Scope[],
        ...customerOf(context),
      };
    case 'person':
      return {
        kind: 'person',
        subject: context.subject,
        roles: words(context.roles) as Role[],
        ...customerOf(context),
      };
    case 'rejected':
      throw refusalError(context);
  }
}

const customerOf = ({ customerId, isCustomerArchived }: CallersCustomer) => ({
  customerId,
  ...(isCustomerArchived && { isCustomerArchived: true as const }),
});

function refusalError({ code, retryAfterSeconds = 0 }: Rejected): Error {
  switch (code) {
    case 'banned':
      return new BannedError(retryAfterSeconds);
    case 'people_only':
      return new ForbiddenError('This is for people who sign in.');
    case 'customer_required':
    case 'customer_not_yours':
      return new CustomerChoiceError(code);
    default:
      return new UnauthenticatedError(code, refusalMessages[code]);
  }
}

/** What an archived customer may still do: read, and delete what it has. */
const methodsOfArchived = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * Checks the caller before every function: rejects invalid credentials, and writes by people and
 * keys of an archived customer.
 *
 * @throws CustomerArchivedError and what `callerFrom` throws.
 */
export function admit(authorizer: AuthorizerContext | undefined, method: string): Caller {
  const caller = callerFrom(authorizer);
  const isOfArchived = caller.kind !== 'public' && caller.isCustomerArchived;
  if (isOfArchived && !methodsOfArchived.has(method)) throw new CustomerArchivedError();
  return caller;
}

const words = (value: string): string[] => value.split(' ').filter((word) => word !== '');
