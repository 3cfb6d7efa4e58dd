import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { gatewayAnswer } from './answer.ts';
import type { Authorization, Authorize } from './authorizer.ts';
import { requestContextOf } from './event.ts';
import { identityValue } from './identity-source.ts';

export type JwtAuthorizerOptions = {
  issuer: string;
  audience: string[];
  identitySource: string;
  /** Scopes of the route; the token needs one of them. */
  scopes: string[];
};

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** The algorithms that HTTP APIs accept: RSA signatures alone. */
const algorithms = ['RS256', 'RS384', 'RS512'];

/**
 * Checks a bearer token as HTTP APIs do: signature by the issuer's published keys, issuer, audience
 * (`aud`, or `client_id` when there is none), times and scopes.
 */
export function jwtAuthorizer(options: JwtAuthorizerOptions): Authorize {
  let keys: Promise<Keys> | undefined;
  return async (request, context) => {
    const source = identityValue(
      options.identitySource,
      request,
      requestContextOf(request, context),
    );
    if (!source) return refused('Bearer');
    try {
      keys ??= keysOf(options.issuer);
      const claims = await verify(source.replace(/^Bearer\s+/i, ''), await keys, options);
      return allowed(claims, options.scopes);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) keys = undefined;
      return refused(challenge('invalid_token', reasonOf(error)));
    }
  };
}

/** The issuer tells by its discovery document where its keys are. */
async function keysOf(issuer: string): Promise<Keys> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error('OIDC discovery endpoint communication error');
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

async function verify(
  token: string,
  keys: Keys,
  { issuer, audience }: JwtAuthorizerOptions,
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, { issuer, algorithms });
  const named = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
  if (named.some((name) => audience.includes(String(name)))) return payload;
  throw new errors.JWTClaimValidationFailed('invalid audience', payload, 'aud', 'check_failed');
}

function allowed(claims: JWTPayload, scopes: string[]): Authorization {
  const held = String(claims.scope ?? claims.scp ?? '').split(' ');
  if (scopes.length > 0 && !scopes.some((scope) => held.includes(scope)))
    return {
      refusal: gatewayAnswer(403, 'Forbidden', {
        'www-authenticate': `Bearer scope="${scopes.join(' ')}" error="insufficient_scope" error_description="the token does not have the required scopes"`,
      }),
    };
  const texts = Object.entries(claims).map(([name, value]) => [name, claimText(value)]);
  return {
    authorizer: {
      jwt: { claims: Object.fromEntries(texts), scopes: scopes.length > 0 ? scopes : null },
    },
  };
}

/** The gateway hands on every claim as text; a list becomes `[a b]`. */
const claimText = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.join(' ')}]`
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const refused = (wwwAuthenticate: string): Authorization => ({
  refusal: gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': wwwAuthenticate }),
});

const challenge = (error: string, description: string): string =>
  `Bearer scope="" error="${error}" error_description="${description}"`;

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'invalid issuer';
    if (error.claim === 'nbf') return 'the token is not valid yet';
    return error.message;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'signing method is invalid';
  if (error instanceof errors.JOSEError) return 'signature is invalid';
  return 'OIDC discovery endpoint communication error';
}
