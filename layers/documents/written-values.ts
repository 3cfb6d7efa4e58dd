import { type Currency, decimalsOf, type Locale, withPlainSpaces } from '#domain/money';

const tags = { fr: 'fr-FR', en: 'en-IE' } as const;

/** Creating an Intl formatter costs more than using it, so each is created once. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const fresh = new Intl.NumberFormat(tags[locale], options);
  numberFormats.set(key, fresh);
  return fresh;
}

/** `2.5` → `2,5`. */
export const writtenQuantity = (quantity: number, locale: Locale): string =>
  withPlainSpaces(numberFormat(locale, { maximumFractionDigits: 6 }).format(quantity));

/** Basis points to a rate: `550` → `5,5 %` or `5.5%`. */
export const writtenRate = (basisPoints: number, locale: Locale): string =>
  withPlainSpaces(
    numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
      basisPoints / 10_000,
    ),
  );

/**
 * A unit price with every decimal it has, so that paper and machine-readable data agree:
 * `1234` millionths of a euro → `0,001234 €`.
 */
export function writtenUnitPrice(micros: number, currency: Currency, locale: Locale): string {
  const format = numberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimalsOf(currency),
    maximumFractionDigits: 6,
  });
  return withPlainSpaces(format.format(decimalOfMicros(micros)));
}

function decimalOfMicros(micros: number): Intl.StringNumericLiteral {
  const digits = String(Math.abs(micros)).padStart(7, '0');
  const sign = micros < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -6)}.${digits.slice(-6)}` as Intl.StringNumericLiteral;
}

/** `CI` → `Côte d’Ivoire`; an unknown code is returned unchanged. */
export function writtenCountry(code: string, locale: Locale): string {
  const isCountryCode = /^[A-Za-z]{2}$/.test(code);
  return isCountryCode ? (countryNames[locale].of(code.toUpperCase()) ?? code) : code;
}

const countryNames: Record<Locale, Intl.DisplayNames> = {
  fr: new Intl.DisplayNames('fr-FR', { type: 'region' }),
  en: new Intl.DisplayNames('en-IE', { type: 'region' }),
};

/** `552100554` → `552 100 554`, with no-break spaces; SIRET likewise. */
export const writtenSiren = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})?$/, (_, a, b, c, d) =>
    [a, b, c, d].filter(Boolean).join('\u00a0'),
  );

/** `655.957` → `655,957` for French readers. */
export const writtenExchangeRate = (rate: string, locale: Locale): string =>
  locale === 'fr' ? rate.replace('.', ',') : rate;
