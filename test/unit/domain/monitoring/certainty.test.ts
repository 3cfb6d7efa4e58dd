import fc from 'fast-check';
import { chanceOf, isAbove, isBelow, lowerBound } from '#domain/monitoring/certainty';

/** By multiplication, term by term. */
function chanceByHand(bad: number, of: number, threshold: number): number {
  let sum = 0;
  for (let count = bad; count <= of; count++) {
    let term = 1;
    for (let one = 1; one <= count; one++) term *= (of - count + one) / one;
    sum += term * threshold ** count * (1 - threshold) ** (of - count);
  }
  return sum;
}

test.each([
  [1, 5, 0.05],
  [3, 20, 0.05],
  [7, 20, 0.05],
  [10, 10, 0.25],
  [40, 60, 0.25],
])('the chance of %d bad ones of %d at %d is the exact one', (bad, of, threshold) => {
  expect(chanceOf({ bad, of }, threshold)).toBeCloseTo(chanceByHand(bad, of, threshold), 8);
});

test('the lower bound is Wilson’s', () => {
  // 16 of 200 are the fewest that are above 5 % for sure, at one look.
  expect(lowerBound({ bad: 16, of: 200 })).toBeGreaterThan(0.05);
  expect(lowerBound({ bad: 15, of: 200 })).toBeLessThan(0.05);
  expect(lowerBound({ bad: 0, of: 0 })).toBe(0);
});

test('one failure of five says nothing, and neither do four of four', () => {
  expect(isAbove({ bad: 1, of: 5 }, 0.05)).toBe(false);
  expect(isAbove({ bad: 4, of: 4 }, 0.05)).toBe(false);
});

const anySample = fc
  .record({ of: fc.nat({ max: 500 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ of, part }) => ({ of, bad: Math.round(of * part) }));

const anyThreshold = fc.constantFrom(0.05, 0.25, 0.001);

test('nothing is above and below a threshold at once, and one more bad one makes nothing better', () => {
  fc.assert(
    fc.property(anySample, anyThreshold, ({ bad, of }, threshold) => {
      const sample = { bad, of };
      expect(isAbove(sample, threshold) && isBelow(sample, threshold)).toBe(false);
      if (bad === of) return;
      const worse = { bad: bad + 1, of };
      if (isAbove(sample, threshold)) expect(isAbove(worse, threshold)).toBe(true);
      if (isBelow(worse, threshold)) expect(isBelow(sample, threshold)).toBe(true);
    }),
  );
});

test('what is above is so at every larger shop with the same share', () => {
  for (let of = 10; of < 400; of++)
    if (isAbove({ bad: Math.round(of / 2), of }, 0.05))
      expect(isAbove({ bad: of, of: 2 * of }, 0.05)).toBe(true);
});

test('an empty sample says nothing, and a good payment says that it works again', () => {
  expect(isBelow({ bad: 0, of: 0 }, 0.05)).toBe(false);
  expect(isBelow({ bad: 0, of: 1 }, 0.05)).toBe(true);
  expect(isBelow({ bad: 1, of: 9 }, 0.05)).toBe(false);
});
