import type { Caller, Role, Scope } from '#domain/access/caller';
import { UnauthenticatedError } from '#domain/errors';

/** What the authorizer `identify-caller` hands on; a gateway passes text and numbers alone. */
export type CallerContext =
  | { kind: 'public' }
  | { kind: 'key'; keyId: string; scopes: string; customerId?: string }
  | { kind: 'person'; subject: string; roles: string; customerId?: string }
  | { kind: 'rejected'; code: UnauthenticatedError['code'] };

/** What the gateway's own JWT authorizer hands on. Lists arrive as `[a b]`. */
export type JwtContext = { claims: Record<string, unknown> };

export type AuthorizerContext = { lambda?: CallerContext | null; jwt?: JwtContext };

const messages: Record<UnauthenticatedError['code'], string> = {
  credentials_required: 'Send an API key, a token, or the payment’s client token.',
  token_expired: 'The token has expired: sign in again.',
  token_invalid: 'The token is not one of ours.',
  api_key_invalid: 'The API key is unknown or has been revoked.',
};

/**
 * Who calls, as the gateway's authorizers found out.
 *
 * @throws UnauthenticatedError when credentials were sent and are not good.
 */
export function callerFrom(authorizer: AuthorizerContext | undefined): Caller {
  if (authorizer?.jwt) return personFromClaims(authorizer.jwt.claims);
  const context = authorizer?.lambda ?? { kind: 'public' };
  switch (context.kind) {
    case 'public':
      return context;
    case 'key':
      return {
        kind: 'key',
        keyId: context.keyId,
        scopes: words(context.scopes) as Scope[],
        customerId: context.customerId,
      };
    case 'person':
      return {
        kind: 'person',
        subject: context.subject,
        roles: words(context.roles) as Role[],
        customerId: context.customerId,
      };
    case 'rejected':
      throw new UnauthenticatedError(context.code, messages[context.code]);
  }
}

/** The claims of a token whose signature, issuer, audience and time have been checked. */
export function personFromClaims(claims: Record<string, unknown>): Caller {
  const customerId = claims['custom:customer_id'];
  return {
    kind: 'person',
    subject: String(claims.sub),
    roles: words(claims['cognito:groups']) as Role[],
    customerId: customerId === undefined ? undefined : String(customerId),
  };
}

function words(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return [];
  return value
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}
