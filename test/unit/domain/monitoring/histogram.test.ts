import fc from 'fast-check';
import {
  addHistograms,
  boundMs,
  bucketOf,
  countAbove,
  emptyHistogram,
  exactBoundsMs,
  meanOf,
  percentileOf,
  sizeOf,
  withDuration,
} from '#domain/monitoring/histogram';

const anyDuration = fc.integer({ min: 1, max: 600_000 });

const of = (durations: readonly number[]) => durations.reduce(withDuration, emptyHistogram);

describe('durations by buckets', () => {
  test.each(exactBoundsMs)('exactly %d ms is not above it, and a millisecond more is', (bound) => {
    expect(countAbove(of([bound]), bound)).toBe(0);
    expect(countAbove(of([bound + 1]), bound)).toBe(1);
    expect(boundMs(bucketOf(bound))).toBeCloseTo(bound, 6);
  });

  test('a bucket is a tenth wider than the one before', () => {
    expect(boundMs(1) / boundMs(0)).toBeCloseTo(1.1, 2);
  });

  test('each duration is in its bucket, and counts above 2 s and 10 s are exact', () => {
    fc.assert(
      fc.property(fc.array(anyDuration), (durations) => {
        for (const ms of durations) {
          expect(ms).toBeLessThanOrEqual(boundMs(bucketOf(ms)) * 1.000001);
          expect(ms).toBeGreaterThan(boundMs(bucketOf(ms) - 1) * 0.999999 - 1);
        }
        for (const bound of exactBoundsMs)
          expect(countAbove(of(durations), bound)).toBe(
            durations.filter((ms) => ms > bound).length,
          );
      }),
    );
  });

  test('two halves added are the whole', () => {
    fc.assert(
      fc.property(fc.array(anyDuration), fc.array(anyDuration), (one, other) => {
        expect(addHistograms(of(one), of(other))).toEqual(of([...one, ...other]));
      }),
    );
  });

  test('percentiles are at most 5 % off', () => {
    fc.assert(
      fc.property(fc.array(anyDuration, { minLength: 100, maxLength: 300 }), (durations) => {
        const sorted = durations.toSorted((one, other) => one - other);
        for (const share of [0.5, 0.95, 0.99] as const) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
          const found = percentileOf(of(durations), share)!;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 0.05 + 0.5);
        }
      }),
    );
  });

  test('too few durations have no percentile, and none have no mean', () => {
    expect(percentileOf(of(Array(19).fill(100)), 0.95)).toBeUndefined();
    expect(percentileOf(of(Array(20).fill(100)), 0.95)).toBeDefined();
    expect(percentileOf(of(Array(99).fill(100)), 0.99)).toBeUndefined();
    expect(percentileOf(emptyHistogram, 0.5)).toBeUndefined();
    expect(meanOf(emptyHistogram)).toBeUndefined();
    expect(meanOf(of([100, 300]))).toBe(200);
  });

  test('a clock that was set back, a day of waiting and nonsense have a bucket', () => {
    const odd = of([-5, 0, Number.MAX_SAFE_INTEGER]);
    expect(sizeOf(odd)).toBe(3);
    expect(Object.keys(odd.buckets).map(Number).every(Number.isSafeInteger)).toBe(true);
  });
});
