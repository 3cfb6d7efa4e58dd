import { writeExposition } from '#contract/metrics/exposition';
import { chartQuery, chartQueryFrom } from '#contract/metrics/payment-chart';
import { paymentFamilies } from '#contract/metrics/payment-families';
import { viewPaymentSummary } from '#contract/metrics/payment-summary';
import { queueFamilies } from '#contract/metrics/queue-families';
import { noCounts, sumOf } from '#domain/monitoring/counters';
import { emptyHistogram, withDuration } from '#domain/monitoring/histogram';
import { readExposition } from '#test/exposition-reader';

describe('the summary', () => {
  test('shows the rate and the duration as texts, to be shown as they are', () => {
    const figures = { total: 160, succeeded: 142, failed: 8, successRate: 142 / 150 };
    const updatedAt = '2026-11-28T03:10:12.345Z';
    expect(viewPaymentSummary({ ...figures, averageResponseMs: 234.4, updatedAt })).toEqual({
      totalPayments: 160,
      successCount: 142,
      failureCount: 8,
      successRate: '94.67%',
      averageResponseTime: '0.234s',
      lastUpdated: '2026-11-28T03:10:12.345Z',
    });
  });

  test('claims nothing while nothing is decided', () => {
    expect(viewPaymentSummary({ total: 0, succeeded: 0, failed: 0 })).toMatchObject({
      successRate: null,
      averageResponseTime: null,
      lastUpdated: null,
    });
  });

  test.each([
    [1, '100.00%'],
    [0, '0.00%'],
    [0.99999, '100.00%'],
  ])('a rate of %p is %s', (successRate, text) => {
    const figures = { total: 1, succeeded: 1, failed: 0, successRate };
    expect(viewPaymentSummary(figures).successRate).toBe(text);
  });
});

describe('what a chart is asked for', () => {
  const now = new Date('2026-11-28T10:07:00Z');
  const asked = (query: object) =>
    chartQueryFrom(chartQuery.parse(query), { now, sellersZone: 'Europe/Paris' });

  test('is the last day by hour, in the seller’s zone, when nothing is said', () => {
    expect(asked({})).toEqual({
      from: new Date('2026-11-27T10:07:00Z'),
      to: now,
      bucket: 'hour',
      timeZone: 'Europe/Paris',
    });
  });

  test('may be days of a zone: the last one is in it', () => {
    expect(asked({ from: '2026-10-25', to: '2026-10-25' })).toEqual({
      from: new Date('2026-10-24T22:00:00Z'),
      to: new Date('2026-10-25T23:00:00Z'),
      bucket: 'hour',
      timeZone: 'Europe/Paris',
    });
    expect(asked({ from: '2026-11-01', to: '2026-11-30', timeZone: 'Africa/Dakar' })).toEqual({
      from: new Date('2026-11-01T00:00:00Z'),
      to: new Date('2026-12-01T00:00:00Z'),
      bucket: 'day',
      timeZone: 'Africa/Dakar',
    });
  });

  test.each([
    { timeZone: 'Mars/Olympus' },
    { timeZone: '+01:00' },
    { from: '1999-12-31' },
    { from: '28/11/2026' },
    { bucket: 'minute' },
    { currency: 'EUR' },
  ])('%p is refused', (query) => {
    expect(chartQuery.safeParse(query).success).toBe(false);
  });
});

describe('the metrics of payments', () => {
  const read = (counters: Parameters<typeof paymentFamilies>[0]) =>
    readExposition(writeExposition(paymentFamilies(counters, ['stripe#card#EUR'])));

  test('are there from the start, with zeros: of a series that begins at one nobody sees the first failure', () => {
    const families = read(sumOf([]));
    const failed = families
      .get('peage_payments_total')
      ?.samples.find(({ labels }) => labels.status === 'failed');
    expect(failed).toEqual({
      name: 'peage_payments_total',
      labels: { provider: 'stripe', method: 'card', currency: 'EUR', status: 'failed' },
      value: 0,
    });
    const lag = families.get('peage_invoice_lag_seconds')!.samples;
    expect(lag.find(({ name }) => name.endsWith('_count'))?.value).toBe(0);
  });

  test('also show a provider that the shop no longer uses', () => {
    const series = { 'paypal#paypal#EUR': { ...noCounts, completed: 3, volumeMinor: 900 } };
    const families = read({ series, latencies: {} });
    const volumes = families.get('peage_payment_volume_minor_units_total')?.samples;
    expect(volumes?.map(({ labels, value }) => [labels.provider, value])).toEqual([
      ['paypal', 900],
      ['stripe', 0],
    ]);
  });

  test('say exactly how many took longer than two and than ten seconds', () => {
    const response = [100, 2_000, 2_001, 10_000, 10_001, 86_400_000].reduce(
      withDuration,
      emptyHistogram,
    );
    const { samples } = read({ series: {}, latencies: { 'response#stripe': response } }).get(
      'peage_provider_request_duration_seconds',
    )!;
    const below = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
    expect([below('2'), below('10'), below('+Inf')]).toEqual([2, 4, 6]);
    expect(samples.every(({ labels }) => labels.operation === 'initiate')).toBe(true);
    expect(samples.find(({ name }) => name.endsWith('_sum'))?.value).toBe(86_424.102);
  });

  test('are a few hundred series for a shop that uses everything', () => {
    const offered = (['card', 'paypal', 'mobile_money'] as const).flatMap((method) =>
      (['EUR', 'XOF', 'XAF'] as const).map((currency) => `stripe#${method}#${currency}` as const),
    );
    const page = writeExposition(paymentFamilies(sumOf([]), offered));
    expect(page.split('\n').filter((line) => line && !line.startsWith('#')).length).toBeLessThan(
      300,
    );
  });
});

test('queues and dead letters are families of their own', () => {
  const families = readExposition(
    writeExposition(
      queueFamilies(
        [{ queue: 'settle-payment', waiting: 4, inFlight: 2 }],
        [{ queue: 'background-work', waiting: 1, inFlight: 1 }],
      ),
    ),
  );
  const shown = [...families.values()].map(({ name, samples }) => [name, samples[0]?.value]);
  expect(shown).toEqual([
    ['peage_queue_depth', 4],
    ['peage_queue_in_flight', 2],
    ['peage_dead_letters', 2],
  ]);
});
