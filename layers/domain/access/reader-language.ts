import { type Locale, locales } from '#vocabulary/locales';

type Reader = {
  /** What they chose on our pages. */
  asked?: string;
  /** What their browser prefers: the header `accept-language` (RFC 9110, 12.5.4). */
  accepted?: string;
};

/** The language in which somebody is asked: their choice, their browser's, or else the shop's. */
export const readerLanguage = ({ asked, accepted }: Reader, shops: Locale): Locale =>
  localeOf(asked) ?? preferred(accepted ?? '') ?? shops;

/** The language that a word names, if it is one of ours. */
export const localeOf = (word: string | undefined): Locale | undefined =>
  locales.find((locale) => locale === word);

function preferred(header: string): Locale | undefined {
  const wishes = header.split(',').map((part) => {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { locale: localeOf(range.split('-')[0]), weight: Number(weight?.slice(2) ?? 1) };
  });
  return wishes
    .filter(({ locale, weight }) => locale !== undefined && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)[0]?.locale;
}
