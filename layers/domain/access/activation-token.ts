import { createHash, createHmac } from 'node:crypto';

/**
 * Tokens of the mailed links that prove a mailbox: whoever has one may set the password.
 *
 * Derived from whom it is for and a version, so they are stored nowhere: a row knows only the hash,
 * and the mail derives its token again. Another stage has another key, so its tokens are unknown
 * here. Several keys may be live while one is rotated; the first one signs.
 */
export class ActivationTokens {
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    if (keys.length === 0 || keys.some((key) => key.length < 16))
      throw new Error('the key of activation tokens has 16 characters or more');
    this.#keys = keys;
  }

  /** @param subject the customer's or the member's id. */
  issue(subject: string, version: number): string {
    return activationToken(this.#keys[0]!, subject, version);
  }

  /** With every live key: the row may have been written before a rotation. */
  candidates(subject: string, version: number): string[] {
    return this.#keys.map((key) => activationToken(key, subject, version));
  }
}

/** The only form in which a token is stored; 256 bits need no slow hash. */
export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

const activationToken = (key: string, subject: string, version: number): string =>
  `at_${createHmac('sha256', key).update(`activation:${subject}:${version}`).digest('base64url')}`;
