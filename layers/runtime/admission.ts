import type { Caller } from '#domain/access/caller';
import { BodyRejectedError, UnauthenticatedError } from '#domain/errors';

/** Bytes of a body at most, where a function takes more or less than others do. */
export type BodyLimits = {
  bytesMax?: number;
  /** Of callers whom no key and no token names: a buyer, a provider. */
  anonymousBytesMax?: number;
};

/** The largest that is meant (200 lines) is far below. */
const usualBytesMax = 256 * 1024;

/** A buyer sends who they are and what they pay; to be refused must not cost more than to ask. */
const usualAnonymousBytesMax = 32 * 1024;

/** @throws UnauthenticatedError for callers who show nothing at all. */
export function requireSomebody(caller: Caller, clientToken: string | undefined): void {
  if (caller.kind === 'public' && clientToken === undefined)
    throw new UnauthenticatedError(
      'credentials_required',
      'Send an API key, a token, or the client token of a link.',
    );
}

/** @throws BodyRejectedError for a body larger than this caller may send. */
export function requireSize(
  { body, isBase64Encoded }: { body?: string; isBase64Encoded: boolean },
  caller: Caller,
  { bytesMax = usualBytesMax, anonymousBytesMax = usualAnonymousBytesMax }: BodyLimits,
): void {
  const most = caller.kind === 'public' ? anonymousBytesMax : bytesMax;
  if (Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8') > most)
    throw new BodyRejectedError('body_too_large', `The body is larger than ${most} bytes.`);
}
