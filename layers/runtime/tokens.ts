import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Role } from '#domain/access/caller';

/** A user pool, its client, and the groups that its tokens may use as roles. */
export type Pool = { issuer: string; audience: string; roles: readonly Role[] };

/** What a valid ID token says about its holder. */
export type TokenHolder = {
  subject: string;
  /** Present only when the pool has verified it. */
  email?: string;
  name?: string;
  roles: Role[];
  /** ISO 8601 UTC. */
  issuedAt: string;
  /** ISO 8601 UTC. */
  expiresAt: string;
  /** Of the request that the token answers; refreshed tokens have none. */
  nonce?: string;
};

export type TokenRefusal = 'token_expired' | 'token_invalid';

/**
 * Verifies ID tokens of our user pools: signature, issuer, audience and time. Access tokens are for
 * Cognito's own API and are refused.
 */
export function tokenVerifier(pools: readonly Pool[]) {
  const verifiers = new Map(pools.map((pool) => [pool.issuer, poolVerifier(pool)]));
  return async (token: string): Promise<TokenHolder | TokenRefusal> =>
    verifiers.get(issuerOf(token) ?? '')?.(token) ?? 'token_invalid';
}

function poolVerifier(pool: Pool) {
  const { issuer, audience } = pool;
  // Created for the first token: most requests carry an API key, and this loads an HTTP client.
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  const expected = {
    issuer,
    audience,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'iat', 'sub'],
  };
  return async (token: string): Promise<TokenHolder | TokenRefusal> => {
    keys ??= createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    try {
      const { payload } = await jwtVerify(token, keys, expected);
      const isIdToken = payload.token_use === 'id' && payload.sub !== '';
      return isIdToken ? holderOf(payload, pool) : 'token_invalid';
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'token_expired';
      if (isOutage(error)) throw error;
      return 'token_invalid';
    }
  };
}

/** Chooses the pool; the claim is not trusted until its keys have verified the token. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function holderOf(payload: JWTPayload, { roles }: Pool): TokenHolder {
  const groups = payload['cognito:groups'];
  const { email, email_verified: isVerified, name, nonce } = payload;
  return {
    subject: payload.sub!,
    roles: roles.filter((role) => Array.isArray(groups) && groups.includes(role)),
    issuedAt: new Date(payload.iat! * 1000).toISOString(),
    expiresAt: new Date(payload.exp! * 1000).toISOString(),
    ...(typeof email === 'string' && isVerified === true && { email }),
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(typeof nonce === 'string' && { nonce }),
  };
}

/** Failing to fetch keys is our outage, not a fault of the token. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || outageCodes.has(error.code);

/** jose uses the generic code for an answer other than 200. */
const outageCodes = new Set<string>([
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
  errors.JWKSTimeout.code,
]);
