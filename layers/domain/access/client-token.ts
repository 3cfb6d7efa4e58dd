import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Lets a buyer without sign-in poll, cancel and download one payment.
 *
 * Derived from the payment's id, so it is stored nowhere and the same at every repetition. Several
 * keys may be live at once while one is rotated; the first one signs.
 */
export class ClientTokens {
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    if (keys.length === 0 || keys.some((key) => key.length < 16))
      throw new Error('the key of client tokens has 16 characters or more');
    this.#keys = keys;
  }

  issue(paymentId: string): string {
    return sign(this.#keys[0]!, paymentId);
  }

  isValid(token: string | undefined, paymentId: string): boolean {
    if (!token) return false;
    const given = Buffer.from(token);
    return this.#keys.some((key) => {
      const expected = Buffer.from(sign(key, paymentId));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}

const sign = (key: string, paymentId: string): string =>
  `ct_${createHmac('sha256', key).update(`client-token:${paymentId}`).digest('base64url')}`;
