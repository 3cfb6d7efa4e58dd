import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

export type VerifiedPerson = { subject: string; roles: string; customerId?: string };

/**
 * Verifies tokens of the user pool: signature by the pool's published keys, issuer, audience and
 * time. Cognito's access tokens name the audience `client_id`.
 */
export function tokenVerifier({ issuer, audience }: { issuer: string; audience: string }) {
  // Made at the first token: most requests carry an API key, and it loads a whole HTTP client.
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token: string): Promise<VerifiedPerson | 'token_expired' | 'token_invalid'> => {
    keys ??= createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['RS256'] });
      return isMeantForUs(payload, audience) ? personOf(payload) : 'token_invalid';
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'token_expired';
      if (isOutage(error)) throw error;
      return 'token_invalid';
    }
  };
}

const isMeantForUs = ({ aud, client_id }: JWTPayload, audience: string): boolean =>
  [aud ?? client_id].flat().includes(audience);

function personOf(payload: JWTPayload): VerifiedPerson {
  const groups = payload['cognito:groups'];
  const customerId = payload['custom:customer_id'];
  return {
    subject: payload.sub ?? '',
    roles: Array.isArray(groups) ? groups.join(' ') : '',
    ...(typeof customerId === 'string' && { customerId }),
  };
}

/** Keys that cannot be fetched are our trouble, not a fault of the token. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) || outageCodes.has(error.code);

/** The generic one is what jose says of an answer other than 200. */
const outageCodes = new Set<string>([
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
  errors.JWKSTimeout.code,
]);
