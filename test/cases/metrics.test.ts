import { randomBytes, randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import { emptySlot } from '#domain/monitoring/counted-slot';
import { noCounts, slotMs, startOf } from '#domain/monitoring/counters';
import { emptyHistogram, withDuration } from '#domain/monitoring/histogram';
import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoCounterStore } from '#stores/counter-store';
import { anAlert, anAlertWatch } from '#test/alerts';
import { as, type Headers, serverKey } from '#test/callers';
import { api, control, eventually, type Json, logLines, token } from '#test/cloud';
import { readExposition } from '#test/exposition-reader';
import { expectProblem } from '#test/problems';
import { mainTable } from '#test/stored-members';

let watcher: Headers;
beforeAll(async () => {
  watcher = (await serverKey(['metrics:read'])).headers;
  await count();
  await openAlert();
}, 60_000);

/** As if twenty payments had been made now: all but one are paid, each answered within a second. */
async function count(): Promise<void> {
  const store = new DynamoCounterStore(await mainTable(), () => new Date());
  const response = Array.from({ length: 20 }, () => 800).reduce(withDuration, emptyHistogram);
  const counted = {
    series: {
      'external#mobile_money#XAF': { ...noCounts, initiated: 20, completed: 19, failed: 1 },
    },
    latencies: { 'response#external': response },
  } as const;
  await eventually(async () => {
    const at = startOf(slotMs, new Date());
    const slot = await store.slot(at);
    const changed = { ...slot, ...mergedInto(slot, counted), countedAt: new Date().toISOString() };
    return (
      (await store.save({ ...emptySlot(at), ...changed, version: slot.version + 1 })) === 'saved'
    );
  });
}

/** As if somebody had tried the alarm. */
async function openAlert(): Promise<void> {
  const key = { rule: 'test_alert', dimension: `metrics-${randomUUID()}` } as const;
  const alert = anAlert({ ...key, id: newId('alt', new Date(), randomBytes(10)) });
  const watch = anAlertWatch({ ...key, alert });
  expect(await new DynamoAlertStore(await mainTable()).save({ watch })).toBe('saved');
}

const mergedInto = (
  slot: Pick<ReturnType<typeof emptySlot>, 'series' | 'latencies'>,
  more: Pick<ReturnType<typeof emptySlot>, 'series' | 'latencies'>,
) => ({
  series: { ...slot.series, ...more.series },
  latencies: { ...slot.latencies, ...more.latencies },
});

const ours = (series: Json[]): Json =>
  series.find(({ currency, provider }) => currency === 'XAF' && provider === 'external')!;

test('the summary has the fields and forms of the contract', async () => {
  const { status, body } = await as(watcher, 'GET', '/metrics/payments');
  expect(status).toBe(200);
  expect(body).toEqual({
    totalPayments: expect.any(Number),
    successCount: expect.any(Number),
    failureCount: expect.any(Number),
    successRate: expect.stringMatching(/^\d+\.\d\d%$/),
    averageResponseTime: expect.stringMatching(/^\d+\.\d{3}s$/),
    lastUpdated: expect.stringMatching(/^20\d\d-.*Z$/),
  });
  expect(body.totalPayments).toBeGreaterThanOrEqual(20);
});

test('the chart shows the hour by provider, method and currency, with its percentiles', async () => {
  const { status, body } = await as(watcher, 'GET', '/metrics/payments/detailed');
  expect([status, body.bucket, body.data.length]).toEqual([200, 'hour', 25]);
  expect(ours(body.total.series)).toMatchObject({
    method: 'mobile_money',
    counts: { initiated: 20, completed: 19, failed: 1 },
    successRate: 0.95,
  });
  const response = body.total.durations.find(
    ({ measure, provider }: Json) => measure === 'response' && provider === 'external',
  );
  expect(response).toMatchObject({ count: 20, averageSeconds: 0.8, p99Seconds: null });
  expect(Math.abs(response.p95Seconds - 0.8)).toBeLessThan(0.04);

  const query = 'from=2026-10-25&to=2026-10-25&bucket=day&timeZone=Europe/Paris';
  const day = await as(watcher, 'GET', `/metrics/payments/detailed?${query}`);
  expect(day.body.data).toMatchObject([
    { from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', series: [] },
  ]);
  const year = await as(watcher, 'GET', '/metrics/payments/detailed?from=2026-01-01&bucket=hour');
  expectProblem(year, 400, 'invalid_request');
});

test('a scraper gets all metrics in its format; who scrapes too often is told how long to wait', async () => {
  const page = await as(watcher, 'GET', '/metrics/payments/prometheus');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const families = readExposition(page.text);
  const queues = families.get('peage_queue_depth')!.samples.map(({ labels }) => labels.queue);
  expect(queues).toContain('settle-payment');
  const dead = families.get('peage_dead_letters')!.samples.map(({ labels }) => labels.queue);
  expect(dead).toEqual(expect.arrayContaining(['relay-events', 'background-work']));
  const high = families
    .get('peage_alerts_open')!
    .samples.find(({ labels }) => labels.severity === 'high');
  expect(high?.value).toBeGreaterThanOrEqual(1);
  const completed = families
    .get('peage_payments_total')!
    .samples.find(({ labels }) => labels.currency === 'XAF' && labels.status === 'completed');
  expect(completed?.value).toBe(19);

  const again = await as(watcher, 'GET', '/metrics/payments/prometheus');
  expectProblem(again, 429, 'too_many_scrapes');
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  const admin = await token({ role: 'admin' });
  expect((await as(admin, 'GET', '/metrics/payments/prometheus')).status).toBe(200);
});

describe('the health of dependencies', () => {
  const path = '/metrics/payments/health';
  const health = () => api('GET', path, { asGuest: true });

  test('a database that takes thirty seconds is told within 1.2; then all is well again', async () => {
    const slow = { function: 'monitoring/check-dependencies', service: 'dynamodb', fault: 'delay' };
    await control('POST', '/faults', { ...slow, delayMs: 30_000, times: 3 });
    const down = await eventually(async () => {
      const reply = await health();
      return reply.status === 503 && reply;
    });
    expect(down.body).toMatchObject({ status: 'down', checks: { database: 'down', queues: 'ok' } });
    const slowest = (await logLines('monitoring/check-dependencies'))
      .filter((line) => line.includes('request answered'))
      .map((line) => JSON.parse(JSON.parse(line).text).durationMs as number);
    expect(Math.max(...slowest)).toBeLessThan(1_200);

    // Another instance asks by itself; this one does after fifteen seconds.
    const well = await eventually(
      async () =>
        (await Promise.all(Array.from({ length: 4 }, health))).find(({ status }) => status === 200),
      { withinMs: 30_000 },
    );
    expect(well.body).toMatchObject({
      checkedAt: expect.any(String),
      keptSeconds: 15,
      checks: { database: 'ok', queues: 'ok', external: 'ok' },
    });
    const words = ['ok', 'degraded', 'down', 'off', 'idle', 'unknown'];
    for (const word of Object.values(well.body.checks)) expect(words).toContain(word);
  });

  test('the API itself answers whatever becomes of them', async () => {
    const mark = randomUUID();
    expect((await api('GET', `/health?${mark}`, { asGuest: true })).body).toEqual({ status: 'ok' });
  });
});
