import { type Counters, type Counts, noCounts, sumOf } from '#domain/monitoring/counters';
import { emptyHistogram, withDuration } from '#domain/monitoring/histogram';
import { figuresOf, successRateOf, summaryOf } from '#domain/monitoring/payment-figures';

const noCounters = sumOf([]);

const durations = (...ms: number[]) => ms.reduce(withDuration, emptyHistogram);

const counters = (changes: Partial<Counters>): Counters => ({ ...noCounters, ...changes });

describe('the shop in one line', () => {
  test('counts payments of all currencies, but adds no money', () => {
    const summary = summaryOf({
      series: {
        'stripe#card#EUR': { ...noCounts, initiated: 100, completed: 89, failed: 5 },
        'cinetpay#mobile_money#XOF': { ...noCounts, initiated: 60, completed: 53, failed: 3 },
      },
      latencies: {
        'response#stripe': durations(200, 300),
        'response#cinetpay': durations(202),
        'settling#stripe': durations(9_000),
      },
      updatedAt: '2026-11-28T03:10:12.345Z',
    });
    expect(summary).toEqual({
      total: 160,
      succeeded: 142,
      failed: 8,
      successRate: 142 / 150,
      averageResponseMs: 234,
      updatedAt: '2026-11-28T03:10:12.345Z',
    });
  });

  test('of a shop without payments claims no rate and no duration', () => {
    expect(summaryOf(noCounters)).toEqual({ total: 0, succeeded: 0, failed: 0 });
  });
});

describe('the preferred method', () => {
  test('is the one of most completed payments, whatever provider and currency they have', () => {
    const { preferredMethod } = figuresOf(
      counters({
        series: {
          'stripe#card#EUR': { ...noCounts, initiated: 900, completed: 60 },
          'cinetpay#mobile_money#XOF': { ...noCounts, completed: 40 },
          'cinetpay#mobile_money#EUR': { ...noCounts, completed: 30 },
        },
      }),
    );
    expect(preferredMethod).toBe('mobile_money');
  });

  test('is unknown while nobody has paid', () => {
    const series = { 'stripe#card#EUR': { ...noCounts, initiated: 3, failed: 3 } } as const;
    expect(figuresOf(counters({ series })).preferredMethod).toBeUndefined();
  });
});

describe('the success rate', () => {
  test('is of what is decided: who cancels or never pays has not failed', () => {
    const counts: Counts = {
      ...noCounts,
      initiated: 50,
      completed: 9,
      failed: 1,
      cancelled: 20,
      expired: 9,
    };
    expect(successRateOf(counts)).toBe(0.9);
  });

  test('forgets a failure whose money came after all', () => {
    const counts = { ...noCounts, completed: 4, failed: 2 };
    expect(successRateOf({ ...counts, recovered: 1 })).toBe(0.8);
    expect(successRateOf({ ...counts, completed: 5, recovered: 2 })).toBe(1);
  });

  test('is unknown while nothing is decided', () => {
    const counts: Counts = { ...noCounts, initiated: 3 };
    expect(successRateOf(counts)).toBeUndefined();
  });
});

describe('percentiles', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 10 * (index + 1));

  test('of few durations are not given: p95 of 19 and p99 of 99 would be their longest', () => {
    const p95Of = (size: number) =>
      figuresOf(
        counters({ latencies: { 'response#stripe': durations(...hundred.slice(0, size)) } }),
      ).durations[0];
    expect(p95Of(19)).toMatchObject({ count: 19, p50Ms: expect.any(Number) });
    expect(p95Of(19)?.p95Ms).toBeUndefined();
    expect(p95Of(20)?.p95Ms).toBeGreaterThan(150);
    expect(p95Of(99)?.p99Ms).toBeUndefined();
    expect(p95Of(100)?.p99Ms).toBeGreaterThan(900);
  });

  test('of all providers are those of their durations together, not the average of theirs', () => {
    const fast = durations(...Array.from({ length: 900 }, () => 100));
    const slow = durations(...Array.from({ length: 100 }, () => 5_000));
    const [all, ...own] = figuresOf(
      counters({ latencies: { 'response#stripe': fast, 'response#cinetpay': slow } }),
    ).durations;
    expect(own.map(({ provider }) => provider)).toEqual(['cinetpay', 'stripe']);
    expect(all?.provider).toBeUndefined();
    expect(all?.count).toBe(1_000);
    // The average of 100 ms and 5 s would be 2.5 s.
    expect(all?.p50Ms).toBeLessThan(110);
    expect(all?.p95Ms).toBeGreaterThan(4_500);
  });
});
