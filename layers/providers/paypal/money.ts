import { type Currency, currencies, decimalsOf, type Money, toDecimalString } from '#domain/money';
import type { WireMoney } from './wire.ts';

/** `46800` EUR → `{ currency_code: 'EUR', value: '468.00' }`. */
export const toWire = (amount: Money): Required<WireMoney> => ({
  currency_code: amount.currency,
  value: toDecimalString(amount),
});

const isOurs = (code: string): code is Currency => (currencies as string[]).includes(code);

/**
 * Reads an amount digit by digit, never as a float: `"468.00"` EUR → `46800`.
 *
 * An unsupported currency keeps its code and digits, and an invalid amount becomes 0: neither is
 * what was requested, so both end in a review.
 */
export function fromWire(money: WireMoney | undefined): { minor: number; currency: string } {
  const currency = money?.currency_code ?? '';
  const [, sign = '', whole = '', fraction = ''] = decimal.exec(money?.value ?? '') ?? [];
  const digits = isOurs(currency) ? fractionOf(fraction, decimalsOf(currency)) : fraction;
  const minor = digits === undefined ? 0 : Number(`${sign}${whole}${digits}`);
  return { minor: Number.isSafeInteger(minor) ? minor : 0, currency };
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Exactly the currency's number of decimals; undefined for a fraction of a minor unit. */
function fractionOf(fraction: string, digits: number): string | undefined {
  const hasPartOfAUnit = /[1-9]/.test(fraction.slice(digits));
  return hasPartOfAUnit ? undefined : fraction.slice(0, digits).padEnd(digits, '0');
}
