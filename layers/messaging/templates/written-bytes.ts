import { type Locale, withPlainSpaces } from '#domain/money';

const units = {
  fr: ['octets', 'ko', 'Mo', 'Go', 'To'],
  en: ['bytes', 'kB', 'MB', 'GB', 'TB'],
} as const;

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-IE' };

/**
 * Formats bytes in the largest unit that gives at least 1. Rounds down to two decimals, so that
 * usage below a limit never reads as the limit.
 *
 * @example writtenBytes(4_250_000_000, 'fr') // '4,25 Go'
 */
export function writtenBytes(bytes: number, locale: Locale): string {
  const power = units.fr.findLastIndex((_, index) => index === 0 || bytes >= 1000 ** index);
  const amount = Math.floor((bytes * 100) / 1000 ** power) / 100;
  const number = new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 2 }).format(amount);
  return `${withPlainSpaces(number)}\u00a0${units[locale][power]}`;
}
