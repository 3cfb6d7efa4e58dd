import type { Credentials, Session } from './credentials.ts';
import type { HttpRequest } from './http-message.ts';
import { type Claim, isSignedWith, readClaim, signedAt } from './signature.ts';
import { badSignature, type Protocol, unknownKey, WireError } from './wire-error.ts';

/**
 * Identifies the signer of a request.
 *
 * @throws WireError when the key is unknown, the signature is wrong, or a presigned link has
 * expired.
 */
export async function identify(
  request: HttpRequest,
  claim: Claim,
  protocol: Protocol,
  credentials: Credentials,
  now: Date,
): Promise<Session> {
  const session = credentials.find(claim.accessKeyId);
  if (!session || session.sessionToken !== claim.sessionToken) throw unknownKey(protocol);
  if (claim.expiresSeconds !== undefined) checkExpiry(claim, now);
  const isTheirs = await isSignedWith(session.secretAccessKey, request, claim);
  if (!isTheirs) throw badSignature(protocol);
  return session;
}

/** Reads what a request claims about its signer; only S3 can be called anonymously. */
export function claimOf(request: HttpRequest): Claim {
  const claim = readClaim(request);
  if (claim) return claim;
  throw new WireError(403, 'AccessDenied', 'Access Denied');
}

const weekSeconds = 7 * 24 * 60 * 60;

function checkExpiry(claim: Claim, now: Date): void {
  const { expiresSeconds = 0 } = claim;
  if (!(expiresSeconds >= 0 && expiresSeconds <= weekSeconds))
    throw new WireError(
      400,
      'AuthorizationQueryParametersError',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  if (!(now.getTime() <= signedAt(claim).getTime() + expiresSeconds * 1000))
    throw new WireError(403, 'AccessDenied', 'Request has expired');
}
