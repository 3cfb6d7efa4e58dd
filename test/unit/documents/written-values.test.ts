import fc from 'fast-check';
import {
  writtenCountry,
  writtenQuantity,
  writtenRate,
  writtenSiren,
  writtenUnitPrice,
} from '#documents/written-values';
import { writtenDate } from '#domain/calendar/written';

test.each([
  [390_000_000, 'EUR', 'fr', '390,00\u00a0€'],
  [1234, 'EUR', 'fr', '0,001234\u00a0€'],
  [10_500_000, 'EUR', 'en', '€10.50'],
  [5_000_000_000, 'XOF', 'fr', '5\u00a0000\u00a0F\u00a0CFA'],
  [12_345_678, 'XAF', 'fr', '12,345678\u00a0FCFA'],
  [-1_250_000, 'EUR', 'fr', '-1,25\u00a0€'],
] as const)('%i millionths in %s for %s are %s', (micros, currency, locale, expected) => {
  expect(writtenUnitPrice(micros, currency, locale)).toBe(expected);
});

test('a unit price is written exactly: it can be read back to the millionth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (micros) => {
      const [whole = '', fraction = ''] = writtenUnitPrice(micros, 'EUR', 'fr')
        .replace(/[^\d,]/g, '')
        .split(',');
      expect(Number(whole + fraction.padEnd(6, '0'))).toBe(micros);
    }),
  );
});

test('dates, rates, quantities, countries and numbers are written as usual in the language', () => {
  expect(writtenDate('2026-03-01', 'fr')).toBe('1er mars 2026');
  expect(writtenDate('2026-03-31', 'en')).toBe('31 March 2026');
  expect(writtenRate(550, 'fr')).toBe('5,5\u00a0%');
  expect(writtenRate(2000, 'en')).toBe('20%');
  expect(writtenQuantity(1250.5, 'fr')).toBe('1\u00a0250,5');
  expect(writtenCountry('ci', 'en')).toMatch(/Côte d.Ivoire/);
  expect(writtenCountry('zz!', 'fr')).toBe('zz!');
  expect(writtenSiren('55210055400013')).toBe('552\u00a0100\u00a0554\u00a000013');
  expect(writtenSiren('unknown')).toBe('unknown');
});
