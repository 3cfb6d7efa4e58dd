import { type Currency, currencies, decimals } from '#vocabulary/currencies';
import type { Locale } from '#vocabulary/locales';

export { type Currency, currencies } from '#vocabulary/currencies';
export type { Locale } from '#vocabulary/locales';

export const decimalsOf = (currency: Currency): number => decimals[currency];

/** An amount in the currency's smallest unit, never a float. */
export type Money = { readonly minor: number; readonly currency: Currency };

/** An amount as a provider reports it, perhaps in a currency that the shop does not use. */
export type AnyMoney = { readonly minor: number; readonly currency: string };

/**
 * Creates an amount.
 *
 * @example money(46_800, 'EUR') // 468.00 €
 * @throws RangeError when `minor` is not a whole number that a double holds exactly.
 */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`amount must be a whole number of minor units, got ${minor}`);
  return { minor, currency };
}

/** The currency that a provider's code stands for; undefined for one that the shop does not sell in. */
export const currencyOf = (code: string): Currency | undefined =>
  currencies.find((known) => known === code.toUpperCase());

export const nothingIn = (currency: Currency): Money => ({ minor: 0, currency });

/** @throws RangeError for two currencies: they are never added up. */
export function plus(a: Money, b: Money): Money {
  if (a.currency !== b.currency)
    throw new RangeError(`${a.currency} and ${b.currency} cannot be added`);
  return money(a.minor + b.minor, a.currency);
}

/** @throws RangeError for two currencies. */
export const minus = (a: Money, b: Money): Money =>
  plus(a, { minor: -b.minor, currency: b.currency });

export const sameMoney = (a: Money, b: Money): boolean =>
  a.minor === b.minor && a.currency === b.currency;

const intlLocale = { fr: 'fr-FR', en: 'en-IE' } as const;

/** Creating a formatter costs a hundred times its use, so each is created once. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatterFor(currency: Currency, locale: Locale): Intl.NumberFormat {
  const name = `${locale} ${currency}`;
  const formatter =
    formatters.get(name) ??
    new Intl.NumberFormat(intlLocale[locale], {
      style: 'currency',
      currency,
      minimumFractionDigits: decimals[currency],
      maximumFractionDigits: decimals[currency],
    });
  formatters.set(name, formatter);
  return formatter;
}

/**
 * Formats an amount for the locale: `468,00 €` and `5 000 F CFA`, or `€468.00` and `F CFA 5,000`.
 *
 * Uses no-break spaces (U+00A0): many fonts lack the narrow ones that Intl emits.
 */
export function formatMoney(amount: Money, locale: Locale): string {
  const text = toDecimalString(amount) as Intl.StringNumericLiteral;
  return withPlainSpaces(formatterFor(amount.currency, locale).format(text));
}

/** `46800` EUR → `"468.00"`, `5000` XOF → `"5000"`: the form for XML, CSV and PayPal. */
export function toDecimalString({ minor, currency }: Money): string {
  const digits = decimals[currency];
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export const withPlainSpaces = (text: string): string =>
  text.replace(/[\u202f\u2007\u2009]/g, '\u00a0');
