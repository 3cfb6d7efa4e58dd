import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tokens that let a buyer without sign-in poll, cancel and download one payment.
 *
 * Derived from the payment's id, so they are not stored and stay the same. Several keys may be live
 * while one is rotated; the first one signs.
 */
export class ClientTokens {
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    if (keys.length === 0 || keys.some((key) => key.length < 16))
      throw new Error('the key of client tokens has 16 characters or more');
    this.#keys = keys;
  }

  issue(paymentId: string): string {
    return clientToken(this.#keys[0]!, paymentId);
  }

  isValid(token: string | undefined, paymentId: string): boolean {
    return this.#isOneOf(token, (key) => clientToken(key, paymentId));
  }

  /**
   * Issues the key that identifies a browser returning from the provider. It is part of a query,
   * which the provider, proxies and histories keep, so it does not replace a client token: it only
   * leads to the shop's address, or to a token that reads this payment on the result page for a
   * while. CinetPay accepts addresses of 120 characters, so it has only 72 bits, which nobody can
   * guess over HTTP.
   */
  issueReturnKey(paymentId: string): string {
    return returnKey(this.#keys[0]!, paymentId);
  }

  isReturnKey(given: string | undefined, paymentId: string): boolean {
    return this.#isOneOf(given, (key) => returnKey(key, paymentId));
  }

  /** Issues a token for a returning browser: until then it reads one payment and its invoice. */
  issueResultToken(paymentId: string, until: Date): string {
    return resultToken(this.#keys[0]!, paymentId, Math.floor(until.getTime() / 1000).toString(36));
  }

  isResultToken(given: string | undefined, paymentId: string, now: Date): boolean {
    const [, until = ''] = /^rt_([0-9a-z]{1,8})_/.exec(given ?? '') ?? [];
    const isOver = Number.parseInt(until, 36) * 1000 <= now.getTime();
    return !isOver && this.#isOneOf(given, (key) => resultToken(key, paymentId, until));
  }

  #isOneOf(text: string | undefined, expectedFor: (key: string) => string): boolean {
    if (!text) return false;
    const given = Buffer.from(text);
    return this.#keys.some((key) => {
      const expected = Buffer.from(expectedFor(key));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}

const sign = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

const clientToken = (key: string, paymentId: string): string =>
  `ct_${sign(key, `client-token:${paymentId}`)}`;

const returnKey = (key: string, paymentId: string): string =>
  sign(key, `return:${paymentId}`).slice(0, 12);

/** `until` is in seconds since 1970, in base 36. */
const resultToken = (key: string, paymentId: string, until: string): string =>
  `rt_${until}_${sign(key, `result:${paymentId}:${until}`)}`;
