import { categoryOf, exemptionFrom, isExemptionCode } from '#domain/invoices/exemption';
import { taxOf } from '#domain/invoices/line-tax';

/** The codes of the VATEX list that are for sales, by the article or scheme that they name. */
const listed = {
  'VATEX-EU-79': ['C'],
  'VATEX-EU-132': [...'ABCDEFGHIJKLMNOPQ'].map((point) => `1${point}`),
  'VATEX-EU-143': ['1A', '1B', '1C', '1D', '1E', '1F', '1FA', '1G', '1H', '1I', '1J', '1K', '1L'],
  'VATEX-EU-146': ['1E'],
  'VATEX-EU-148': [...'ABCDEFG'],
  'VATEX-EU-151': ['1A', '1AA', '1B', '1C', '1D', '1E'],
  'VATEX-FR-CGI261': ['1', '2', '3', '4', '5', '7', '8'],
  'VATEX-FR-CGI261C': ['1', '2', '3'],
  'VATEX-FR-CGI261D': ['1', '1BIS', '2', '3', '4'],
  'VATEX-FR-CGI261E': ['1', '2'],
};
const paragraphs = Object.entries(listed).flatMap(([article, parts]) =>
  parts.map((part) => `${article}-${part}`),
);
const schemes = ['AE', 'D', 'F', 'G', 'I', 'IC', 'J', 'O'].map((scheme) => `VATEX-EU-${scheme}`);
const whole = [
  ...['VATEX-EU-132', 'VATEX-EU-143', 'VATEX-EU-144', 'VATEX-EU-148', 'VATEX-EU-151'],
  ...['VATEX-EU-153', 'VATEX-EU-159', 'VATEX-EU-309'],
  ...['VATEX-FR-AE', 'VATEX-FR-FRANCHISE', 'VATEX-FR-CGI261A', 'VATEX-FR-CGI261B'],
  ...['VATEX-FR-CGI275', 'VATEX-FR-CGI277A', 'VATEX-FR-CGI295', 'VATEX-FR-298SEXDECIESA'],
];

describe('a code of the VATEX list [C6]', () => {
  test.each([...schemes, ...whole, ...paragraphs])('%s is known, in both languages', (code) => {
    expect(isExemptionCode(code)).toBe(true);
    const [fr, en] = (['fr', 'en'] as const).map((locale) => exemptionFrom({ code }, locale));
    expect(fr!.text).toMatch(/^\p{Lu}.{10}/u);
    expect(en!.text).toMatch(/^\p{Lu}.{10}/u);
    expect(en!.text).not.toBe(fr!.text);
  });

  test.each([
    ['no list', ''],
    ['an article that exempts nothing', 'VATEX-EU-999'],
    ['an article that exempts nothing, of the tax code', 'VATEX-FR-CGI999'],
    ['a paragraph that its article does not have', 'VATEX-FR-CGI261-6'],
    ['an article that is exempt only in part', 'VATEX-EU-79'],
    ['an article of the directive, as one of the tax code', 'VATEX-FR-144'],
    ['an article of the tax code, as one of the directive', 'VATEX-EU-CGI275'],
    ['an article of another state', 'VATEX-DE-144'],
    ['small letters', 'vatex-eu-144'],
    ['something before a code', 'XVATEX-EU-144'],
    ['something after a code', 'VATEX-EU-144 '],
    ['a word that only a program knows', 'toString'],
    ['a word that only a program knows, as an article', 'VATEX-EU-constructor'],
  ])('is not %s: %j', (_, code) => {
    expect(isExemptionCode(code)).toBe(false);
  });
});

describe('why a line is without VAT, as an invoice says it [C6]', () => {
  test.each([
    ['VATEX-FR-CGI261-4', 'Exonération de TVA, art. 261, 4° du CGI'],
    ['VATEX-FR-CGI261C-3', 'Exonération de TVA, art. 261 C, 3° du CGI'],
    ['VATEX-FR-CGI261D-1BIS', 'Exonération de TVA, art. 261 D, 1° bis du CGI'],
    ['VATEX-FR-CGI275', 'Exonération de TVA, art. 275 du CGI'],
    ['VATEX-FR-298SEXDECIESA', 'Exonération de TVA, art. 298 sexdecies A du CGI'],
    ['VATEX-EU-79-C', 'Exonération de TVA, art. 79, c de la directive 2006/112/CE'],
    ['VATEX-EU-132', 'Exonération de TVA, art. 132 de la directive 2006/112/CE'],
    ['VATEX-EU-132-1I', 'Exonération de TVA, art. 132, 1, i de la directive 2006/112/CE'],
    ['VATEX-EU-143-1FA', 'Exonération de TVA, art. 143, 1, f bis de la directive 2006/112/CE'],
    ['VATEX-EU-144', 'Exonération de TVA, art. 144 de la directive 2006/112/CE'],
  ])('%s is an exemption, and prints "%s"', (code, text) => {
    expect(exemptionFrom({ code }, 'fr')).toEqual({ category: 'E', code, text });
  });

  test.each([
    ['VATEX-EU-AE', 'AE', 'Autoliquidation, art. 196 de la directive 2006/112/CE'],
    ['VATEX-FR-AE', 'AE', 'Autoliquidation, art. 283, 2 du CGI'],
    ['VATEX-EU-IC', 'K', 'Livraison intracommunautaire exonérée, art. 262 ter, I du CGI'],
    ['VATEX-EU-G', 'G', 'Exportation exonérée, art. 262, I du CGI'],
    ['VATEX-EU-O', 'O', 'Opération hors du champ de la TVA'],
    ['VATEX-EU-J', 'E', 'Régime particulier – Objets de collection et d’antiquité'],
    ['VATEX-FR-FRANCHISE', 'E', 'TVA non applicable, art. 293 B du CGI'],
  ])('%s is of category %s, and prints "%s"', (code, category, text) => {
    expect(exemptionFrom({ code }, 'fr')).toEqual({ category, code, text });
  });

  test.each([
    ['VATEX-FR-CGI261-4', 'Exempt from VAT, art. 261, 4° of the French tax code (CGI)'],
    ['VATEX-EU-151-1AA', 'Exempt from VAT, art. 151, 1, a bis of directive 2006/112/EC'],
    ['VATEX-EU-D', 'Margin scheme – Travel agents'],
  ])('%s prints "%s" to readers of English', (code, text) => {
    expect(exemptionFrom({ code }, 'en').text).toBe(text);
  });

  test('the shop’s own words come before those of its code', () => {
    const own = { code: 'VATEX-EU-G', text: 'Expédié à Dakar, art. 262, I du CGI' };
    expect(exemptionFrom(own, 'fr')).toEqual({ category: 'G', ...own });
  });

  test('the shop’s own words without a code are an exemption, and print no code', () => {
    const own = { text: 'Formation, art. 261-4-4° a du CGI' };
    expect(exemptionFrom(own, 'fr')).toEqual({ category: 'E', ...own });
    expect(exemptionFrom(own, 'fr')).not.toHaveProperty('code');
  });

  test('an unknown code without words is never printed', () => {
    for (const reason of [{}, { code: 'VATEX-EU-999' }]) {
      expect(categoryOf(reason)).toBe('E');
      expect(() => exemptionFrom(reason, 'fr')).toThrow('neither a text nor a known code');
    }
  });
});

describe('the rate of a line is', () => {
  const shop = { vatNumber: 'FR96552100554', defaultVatRate: 2000 };
  const school = { ...shop, defaultVatRate: 0, defaultExemption: { text: 'Art. 261, 4° du CGI' } };
  const teaching = { code: 'VATEX-FR-CGI261-4' };

  test('its own, or else the shop’s', () => {
    expect(taxOf({ vatRate: 550 }, shop)).toEqual({ vatRate: 550 });
    expect(taxOf({}, shop)).toEqual({ vatRate: 2000 });
    expect(taxOf({ vatRate: 2000 }, school)).toEqual({ vatRate: 2000 });
  });

  test('0 for the line’s own reason, or else the shop’s', () => {
    expect(taxOf({ vatRate: 0, exemption: teaching }, shop)).toEqual({
      vatRate: 0,
      reason: teaching,
    });
    expect(taxOf({ exemption: teaching }, school)).toEqual({ vatRate: 0, reason: teaching });
    expect(taxOf({}, school)).toEqual({ vatRate: 0, reason: school.defaultExemption });
  });

  test('0 without a VAT number, whatever the line says', () => {
    const franchise = { vatRate: 0, reason: { code: 'VATEX-FR-FRANCHISE' } };
    expect(taxOf({ vatRate: 2000 }, { ...shop, vatNumber: undefined })).toEqual(franchise);
    const other = { vatRate: 0, exemption: teaching };
    expect(taxOf(other, { ...school, vatNumber: undefined })).toEqual(franchise);
  });
});
