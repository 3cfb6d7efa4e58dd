import fc from 'fast-check';
import { divideRounded, isQuantity, timesQuantity } from '#domain/quantity';

test.each([1, -1, 0.5, 2.5, 0.0001, -0.0001, 999_999_999.9999, -999_999_999.9999])(
  '%d can be sold, or returned',
  (quantity) => expect(isQuantity(quantity)).toBe(true),
);

test.each([0, 0.00001, 1.00005, 1_000_000_000, -1_000_000_000, 1 / 3, Number.NaN, Infinity])(
  '%d is not a quantity',
  (quantity) => expect(isQuantity(quantity)).toBe(false),
);

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [-4n, 3n, -1n],
  [0n, 7n, 0n],
])('%s / %s is %s: half is rounded away from zero', (dividend, divisor, rounded) => {
  expect(divideRounded(dividend, divisor)).toBe(rounded);
});

test('a return is worth what it was sold for', () => {
  const price = fc.nat({ max: 99_999_999 });
  const quantity = fc.integer({ min: 1, max: 10_000_000 }).map((n) => n / 10_000);
  fc.assert(
    fc.property(price, quantity, (unitAmount, sold) => {
      const value = timesQuantity(unitAmount, sold);
      expect(Math.abs(value - unitAmount * sold)).toBeLessThan(0.51);
      expect(timesQuantity(unitAmount, -sold) + value).toBe(0);
    }),
  );
});
