import type { Caller } from '#domain/access/caller';
import { BodyRejectedError, UnauthenticatedError } from '#domain/errors';

/** Maximum body size in bytes, for functions that need other limits than usual. */
type BodyLimits = {
  bytesMax?: number;
  /** For callers without key or token: buyers and providers. */
  anonymousBytesMax?: number;
};

/** Who and what is let in. */
export type Admission = BodyLimits & {
  /** Also callers without any credentials, on a route that is not open. */
  strangers?: true;
};

/** Far above the largest intended body (200 lines). */
const usualBytesMax = 256 * 1024;

/** A buyer's request is small; parsing what we reject must stay cheap. */
const usualAnonymousBytesMax = 32 * 1024;

/** @throws UnauthenticatedError for a caller without any credentials. */
export function requireSomebody(caller: Caller, clientToken: string | undefined): void {
  if (caller.kind === 'public' && clientToken === undefined)
    throw new UnauthenticatedError(
      'credentials_required',
      'Send an API key, a token, or the client token of a link.',
    );
}

/** @throws BodyRejectedError for a body that is too large for this caller. */
export function requireSize(
  { body, isBase64Encoded }: { body?: string; isBase64Encoded: boolean },
  caller: Caller,
  { bytesMax = usualBytesMax, anonymousBytesMax = usualAnonymousBytesMax }: BodyLimits,
): void {
  const most = caller.kind === 'public' ? anonymousBytesMax : bytesMax;
  if (Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8') > most)
    throw new BodyRejectedError('body_too_large', `The body is larger than ${most} bytes.`);
}
