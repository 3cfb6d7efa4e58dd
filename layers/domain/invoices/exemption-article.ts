import type { Locale } from '../money.ts';

/**
 * VATEX codes that name an exempting article, by its paragraphs: `''` is the article itself, `1A`
 * is paragraph 1, point a. (CEF VATEX code list, as EN 16931 validates it.)
 */
const ofDirective: Record<string, string> = {
  '79': 'C',
  '132': ' 1A 1B 1C 1D 1E 1F 1G 1H 1I 1J 1K 1L 1M 1N 1O 1P 1Q',
  '143': ' 1A 1B 1C 1D 1E 1F 1FA 1G 1H 1I 1J 1K 1L',
  '144': '',
  '146': '1E',
  '148': ' A B C D E F G',
  '151': ' 1A 1AA 1B 1C 1D 1E',
  '153': '',
  '159': '',
  '309': '',
};

const ofTaxCode: Record<string, string> = {
  CGI261: '1 2 3 4 5 7 8',
  CGI261A: '',
  CGI261B: '',
  CGI261C: '1 2 3',
  CGI261D: '1 1BIS 2 3 4',
  CGI261E: '1 2',
  CGI275: '',
  CGI277A: '',
  CGI295: '',
  '298SEXDECIESA': '',
};

const isListed = (list: Record<string, string>, article: string, part: string): boolean =>
  Object.hasOwn(list, article) && list[article]!.split(' ').includes(part);

/** The article that a code names, in words; undefined for a code without an article. */
export function articleOf(code: string): Record<Locale, string> | undefined {
  const [, list, article = '', part = ''] =
    /^VATEX-(EU|FR)-([0-9A-Z]+)(?:-([0-9A-Z]+))?$/.exec(code) ?? [];
  if (list === 'EU' && isListed(ofDirective, article, part)) {
    const place = [article, ...pointOf(part)].join(', ');
    return {
      fr: `Exonération de TVA, art. ${place} de la directive 2006/112/CE`,
      en: `Exempt from VAT, art. ${place} of directive 2006/112/EC`,
    };
  }
  if (list === 'FR' && isListed(ofTaxCode, article, part)) {
    const place = [spaced(article), ...numberOf(part)].join(', ');
    return {
      fr: `Exonération de TVA, art. ${place} du CGI`,
      en: `Exempt from VAT, art. ${place} of the French tax code (CGI)`,
    };
  }
  return undefined;
}

/** `1FA` → `1, f bis`; in article 143 and 151 the doubled points are written `f bis`, `a bis`. */
function pointOf(part: string): string[] {
  const [, paragraph = '', letters = ''] = /^(\d*)([A-Z]*)$/.exec(part) ?? [];
  const point = letters.length > 1 ? `${letters[0]} bis` : letters;
  return [paragraph, point.toLowerCase()].filter((piece) => piece !== '');
}

/** `1BIS` → `1° bis`. */
const numberOf = (part: string): string[] =>
  part === '' ? [] : [part.replace(/^(\d)(BIS)?$/, (_, n, bis) => (bis ? `${n}° bis` : `${n}°`))];

/** `CGI261C` → `261 C`, `298SEXDECIESA` → `298 sexdecies A`. */
const spaced = (article: string): string =>
  article
    .replace(/^CGI/, '')
    .replace('SEXDECIES', ' sexdecies')
    .replace(/([A-Z])$/, ' $1');
