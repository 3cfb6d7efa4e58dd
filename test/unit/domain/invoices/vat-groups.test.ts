import { type Exemption, exemptionFrom } from '#domain/invoices/exemption';
import type { DiscountOnAll, TaxedLine } from '#domain/invoices/line';
import { shareByWeight } from '#domain/invoices/shares';
import { splitVat } from '#domain/invoices/vat';

const book = { description: 'Livre', quantity: 1, unitGrossMinor: 2110, vatRate: 550 };
const bag = { description: 'Sac', quantity: 1, unitGrossMinor: 1200, vatRate: 2000 };

describe('what is sold without VAT is billed by its reason [C6]', () => {
  const art = exemptionFrom({ code: 'VATEX-EU-I' }, 'fr');
  const exported = exemptionFrom({ code: 'VATEX-EU-G' }, 'fr');
  const course = exemptionFrom({ text: 'Formation, art. 261-4-4° a du CGI' }, 'fr');
  const exempt = (exemption: Exemption, unitGrossMinor: number): TaxedLine => ({
    ...{ description: 'Article', quantity: 1, unitGrossMinor, vatRate: 0, exemption },
  });

  test('lines of one reason together, of another apart, and none beside those with VAT', () => {
    const sold = [exempt(art, 500), bag, exempt(exported, 300), exempt(art, 200)];
    const { lines, totals } = splitVat({ lines: sold }, 2);
    expect(totals.vatGroups).toStrictEqual([
      { vatRate: 2000, netMinor: 1000, vatMinor: 200 },
      { vatRate: 0, exemption: art, netMinor: 700, vatMinor: 0 },
      { vatRate: 0, exemption: exported, netMinor: 300, vatMinor: 0 },
    ]);
    expect(lines.map(({ exemption }) => exemption)).toEqual([art, undefined, exported, art]);
    expect(lines[1]).not.toHaveProperty('exemption');
  });

  test('two texts of the shop’s own are two reasons', () => {
    const other = exemptionFrom({ text: 'Exportation, art. 262, I du CGI' }, 'fr');
    const { totals } = splitVat({ lines: [exempt(course, 500), exempt(other, 300)] }, 2);
    expect(totals.vatGroups.map(({ exemption }) => exemption)).toEqual([course, other]);
  });

  test('and so are the discounts on the whole', () => {
    const sold = [exempt(art, 600), exempt(exported, 300)];
    const { allowances } = splitVat(
      { lines: sold, allowances: [{ reason: 'Soldes', grossMinor: 90 }] },
      2,
    );
    expect(allowances).toEqual([
      { reason: 'Soldes', vatRate: 0, exemption: art, grossMinor: 60, netMinor: 60 },
      { reason: 'Soldes', vatRate: 0, exemption: exported, grossMinor: 30, netMinor: 30 },
    ]);
  });
});

describe('discounts on the whole [C20]', () => {
  const off = (...allowances: DiscountOnAll[]) =>
    splitVat({ lines: [book, bag], allowances }, 2).allowances.map(
      ({ reason, vatRate, grossMinor }) => [reason, vatRate, grossMinor],
    );
  const onAll = { reason: 'Soldes', grossMinor: 331 };

  test('are divided by what those of one rate have left, in whichever order they come', () => {
    const onBags = { reason: 'Sacs', grossMinor: 600, vatRate: 2000 };
    const expected = [
      ['Soldes', 550, 258],
      ['Sacs', 2000, 600],
      ['Soldes', 2000, 73],
    ];
    expect(off(onBags, onAll)).toEqual(expected);
    expect(off(onAll, onBags)).toEqual(expected);
  });

  test('leave out a rate of which nothing is left to pay', () => {
    expect(off(onAll, { reason: 'Sacs offerts', grossMinor: 1200, vatRate: 2000 })).toEqual([
      ['Soldes', 550, 331],
      ['Sacs offerts', 2000, 1200],
    ]);
  });
});

test('what has no weight to be divided by goes to the first', () => {
  expect(shareByWeight(5, [0, 0, 0])).toEqual([5, 0, 0]);
});
