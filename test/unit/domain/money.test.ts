import fc from 'fast-check';
import { newId } from '#domain/ids';
import {
  currencies,
  decimalsOf,
  formatMoney,
  money,
  sameMoney,
  toDecimalString,
} from '#domain/money';

const currency = fc.constantFrom(...currencies);
const minor = fc.maxSafeInteger();

describe('money', () => {
  test('fractions of a franc, infinite and unsafe sums are not money', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e21])
      expect(() => money(wrong, 'XOF')).toThrow(
        new RangeError(`amount must be a whole number of minor units, got ${wrong}`),
      );
    fc.assert(
      fc.property(
        fc.double().filter((n) => !Number.isInteger(n)),
        currency,
        (fraction, unit) => {
          expect(() => money(fraction, unit)).toThrow(RangeError);
        },
      ),
    );
  });

  test('is equal only in the same currency', () => {
    expect(sameMoney(money(5000, 'XOF'), money(5000, 'XOF'))).toBe(true);
    expect(sameMoney(money(5000, 'XOF'), money(5000, 'XAF'))).toBe(false);
    expect(sameMoney(money(5000, 'XOF'), money(5001, 'XOF'))).toBe(false);
  });

  test('written in decimals can be read back as the same money', () => {
    fc.assert(
      fc.property(minor, currency, (units, unit) => {
        const text = toDecimalString(money(units, unit));
        expect(text).toMatch(decimalsOf(unit) === 0 ? /^-?\d+$/ : /^-?\d+\.\d{2}$/);
        expect(BigInt(text.replace('.', ''))).toBe(BigInt(units));
      }),
    );
  });

  test.each([
    [5, 'EUR', '0.05'],
    [46_800, 'EUR', '468.00'],
    [0, 'EUR', '0.00'],
    [-1, 'EUR', '-0.01'],
    [5000, 'XOF', '5000'],
    [5000, 'XAF', '5000'],
  ] as const)('%i %s is %s', (units, unit, text) => {
    expect(toDecimalString(money(units, unit))).toBe(text);
  });

  test.each([
    [46_800, 'EUR', 'fr', '468,00\u00a0€'],
    [46_800, 'EUR', 'en', '€468.00'],
    [5000, 'XOF', 'fr', '5\u00a0000\u00a0F\u00a0CFA'],
    [5000, 'XOF', 'en', 'F\u00a0CFA\u00a05,000'],
    [99_999_999, 'EUR', 'fr', '999\u00a0999,99\u00a0€'],
  ] as const)('%i %s is shown in %s as %s', (units, unit, locale, text) => {
    expect(formatMoney(money(units, unit), locale)).toBe(text);
  });
});

describe('ids', () => {
  const time = fc.integer({ min: 0, max: Date.UTC(2200, 0) });
  const entropy = fc.uint8Array({ minLength: 10, maxLength: 10 });

  test('sort by time, whatever the random part', () => {
    fc.assert(
      fc.property(time, time, entropy, entropy, (a, b, chanceA, chanceB) => {
        fc.pre(a < b);
        expect(newId('pay', new Date(a), chanceA) < newId('pay', new Date(b), chanceB)).toBe(true);
      }),
    );
  });

  test('are the same for the same time and bytes, and differ if a byte does', () => {
    fc.assert(
      fc.property(time, entropy, entropy, (at, a, b) => {
        const [first, second] = [newId('pay', new Date(at), a), newId('pay', new Date(at), b)];
        expect(first).toMatch(/^pay_[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(first === second).toBe(a.every((byte, index) => byte === b[index]));
      }),
    );
  });
});
