import fc from 'fast-check';
import {
  levelOf,
  percentOf,
  thresholdReached,
  thresholds,
  thresholdsBelow,
} from '#domain/limits/level';

const gb = 1e9;

test.each([
  [4 * gb - 1, 'ok', 79.9],
  [4 * gb, 'warning', 80],
  [4.75 * gb - 1, 'warning', 94.9],
  [4.75 * gb, 'critical', 95],
  [5 * gb - 1, 'critical', 99.9],
  [5 * gb, 'exceeded', 100],
  [0, 'ok', 0],
  [12.34 * gb, 'exceeded', 246.8],
])('%d bytes of 5 GB are %s, %d %%', (bytes, level, percent) => {
  expect(levelOf(bytes, 5 * gb)).toBe(level);
  expect(percentOf(bytes, 5 * gb)).toBe(percent);
});

test('a limit that is not a multiple of a hundred is exact to the byte', () => {
  // 80 % of 101 bytes are 80.8.
  expect(levelOf(80, 101)).toBe('ok');
  expect(levelOf(81, 101)).toBe('warning');
});

test('without a limit the level is always ok', () => {
  expect(levelOf(Number.MAX_SAFE_INTEGER, null)).toBe('ok');
  expect(percentOf(Number.MAX_SAFE_INTEGER, null)).toBeNull();
});

const byteCount = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const aLimit = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('the threshold reached is the highest whose share of the limit is used, to the byte', () => {
  fc.assert(
    fc.property(byteCount, aLimit, (bytes, limit) => {
      const reached = thresholdReached(bytes, limit);
      for (const threshold of thresholds) {
        const isUsed = BigInt(bytes) * 100n >= BigInt(limit) * BigInt(threshold);
        expect(isUsed).toBe(reached !== undefined && threshold <= reached);
      }
    }),
  );
});

test('the percentage shown never reaches a threshold before the level does', () => {
  fc.assert(
    fc.property(
      aLimit,
      fc.constantFrom(...thresholds),
      fc.integer({ min: -3, max: 3 }),
      (limit, threshold, off) => {
        const near = Number((BigInt(limit) * BigInt(threshold)) / 100n) + off;
        const bytes = Math.min(Math.max(near, 0), Number.MAX_SAFE_INTEGER);
        const shown = percentOf(bytes, limit)!;
        const reached = thresholdReached(bytes, limit) ?? 0;
        expect(shown >= threshold).toBe(reached >= threshold);
      },
    ),
  );
});

test('crossing a threshold also crosses the lower ones', () => {
  expect(thresholdsBelow(100)).toEqual([80, 95]);
  expect(thresholdsBelow(80)).toEqual([]);
});
