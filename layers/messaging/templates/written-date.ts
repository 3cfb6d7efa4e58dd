import type { Locale } from '#domain/money';

const formats: Record<Locale, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** `2026-03-01` → `1er mars 2026` or `1 March 2026`. */
export function writtenDate(day: string, locale: Locale): string {
  const written = formats[locale].format(new Date(`${day}T00:00:00Z`));
  return locale === 'fr' ? written.replace(/^1 /, '1er ') : written;
}
