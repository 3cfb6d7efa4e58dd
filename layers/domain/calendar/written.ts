import type { Locale } from '../money.ts';

const tags: Record<Locale, string> = { fr: 'fr-FR', en: 'en-IE' };

/** Created on first use: a formatter costs milliseconds, which a cold start can avoid. */
const longFormats = new Map<Locale, Intl.DateTimeFormat>();

function longFormat(locale: Locale): Intl.DateTimeFormat {
  const format =
    longFormats.get(locale) ??
    new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone: 'UTC' });
  longFormats.set(locale, format);
  return format;
}

/** `2026-11` → `novembre 2026` or `November 2026`. */
export const writtenMonth = (month: string, locale: Locale): string =>
  new Intl.DateTimeFormat(tags[locale], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));

/** `2026-03-01` → `1er mars 2026` or `1 March 2026`. */
export function writtenDate(day: string, locale: Locale): string {
  const written = longFormat(locale).format(new Date(`${day}T00:00:00Z`));
  return locale === 'fr' ? written.replace(/^1 /, '1er ') : written;
}
