import type { LimitCode } from '#vocabulary/error-codes';
import { PublicError } from '../errors.ts';

/** Enough of it exists, or was done already: use that, or try again when this time has passed. */
export class TooManyError extends PublicError {
  readonly code: LimitCode;
  /** Whole seconds, at least one; the answer's `Retry-After`. */
  readonly retryAfterSeconds: number;

  constructor(code: LimitCode, message: string, retryAfterSeconds: number) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
  }
}

/** From now until an instant: ISO 8601, or ms since 1970. */
export const secondsUntil = (until: string | number, now: Date): number =>
  (new Date(until).getTime() - now.getTime()) / 1000;

/** Too many wrong keys and tokens came from this address, or for this key. */
export class BannedError extends TooManyError {
  override readonly code = 'banned';

  constructor(retryAfterSeconds: number) {
    super(
      'banned',
      'Too many wrong keys or tokens came from here. Wait, or send a valid one: that is accepted at once.',
      retryAfterSeconds,
    );
  }
}
