import { type Currency, currencies, formatMoney, type Locale } from '#domain/money';

/** The amount that a provider took, in its own currency code: `eur`, `USD`, any of ISO 4217. */
export type AmountTaken = { minor: number; currency: string };

const minorUnits = { fr: 'unités mineures', en: 'minor units' } as const;

/**
 * Formats an amount for the locale. The decimals of a currency that we never charge are unknown, so
 * its minor units are printed unchanged.
 *
 * @example writtenAmount({ minor: 50_000, currency: 'usd' }, 'en') // '50000 USD (minor units)'
 */
export function writtenAmount({ minor, currency }: AmountTaken, locale: Locale): string {
  const code = currency.toUpperCase();
  return isOurs(code)
    ? formatMoney({ minor, currency: code }, locale)
    : `${minor}\u00a0${code} (${minorUnits[locale]})`;
}

const isOurs = (code: string): code is Currency => currencies.some((known) => known === code);
