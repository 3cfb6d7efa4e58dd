import { randomBytes, randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import { DynamoAlertStore } from '#stores/alert-store';
import { anAlert, anAlertWatch } from '#test/alerts';
import { as, type Headers, serverKey } from '#test/callers';
import {
  api,
  control,
  eventually,
  initiate,
  type Json,
  logLines,
  press,
  settledAs,
  token,
} from '#test/cloud';
import { readExposition } from '#test/exposition-reader';
import { expectProblem } from '#test/problems';
import { mainTable } from '#test/stored-members';

let watcher: Headers;
beforeAll(async () => {
  watcher = (await serverKey(['metrics:read'])).headers;
  await openAlert();
}, 60_000);

/** As if somebody had tried the alarm. */
async function openAlert(): Promise<void> {
  const key = { rule: 'test_alert', dimension: `metrics-${randomUUID()}` } as const;
  const alert = anAlert({ ...key, id: newId('alt', new Date(), randomBytes(10)) });
  const watch = anAlertWatch({ ...key, alert });
  expect(await new DynamoAlertStore(await mainTable()).save({ watch })).toBe('saved');
}

const paidCards = ({ series }: Json): Json =>
  series.find(
    ({ provider, method, currency }: Json) =>
      `${provider} ${method} ${currency}` === 'stripe card EUR',
  );

test('a payment is in the summary some seconds later, in the fields and forms of the contract', async () => {
  const summary = async () => (await as(watcher, 'GET', '/metrics/payments')).body;
  const before = await summary();
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  const after = await eventually(async () => {
    const now = await summary();
    return now.successCount > before.successCount && now;
  });
  expect(after).toEqual({
    totalPayments: expect.any(Number),
    successCount: expect.any(Number),
    failureCount: expect.any(Number),
    successRate: expect.stringMatching(/^\d+\.\d\d%$/),
    averageResponseTime: after.averageResponseTime && expect.stringMatching(/^\d+\.\d{3}s$/),
    lastUpdated: expect.stringMatching(/^20\d\d-.*Z$/),
  });
  expect(after.totalPayments).toBeGreaterThan(before.totalPayments);
});

test('the chart shows the hour by provider, method and currency, days are those of the zone', async () => {
  const { status, body } = await as(watcher, 'GET', '/metrics/payments/detailed');
  expect([status, body.bucket, body.data.length]).toEqual([200, 'hour', 25]);
  expect(paidCards(body.total).counts.completed).toBeGreaterThan(0);
  expect(paidCards(body.total).volume).toBeGreaterThan(0);
  const hours = body.data.map((part: Json) => paidCards(part)?.counts.completed ?? 0);
  const sum = hours.reduce((all: number, one: number) => all + one, 0);
  expect(sum).toBe(paidCards(body.total).counts.completed);

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
    .samples.find(({ labels }) => labels.provider === 'stripe' && labels.status === 'completed');
  expect(completed?.value).toBeGreaterThan(0);

  const again = await as(watcher, 'GET', '/metrics/payments/prometheus');
  expectProblem(again, 429, 'too_many_scrapes');
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  const admin = await token({ role: 'admin' });
  expect((await as(admin, 'GET', '/metrics/payments/prometheus')).status).toBe(200);
});

describe('the health of dependencies', () => {
  const path = '/metrics/payments/health';
  const health = () => api('GET', path, { asGuest: true });

  test('a database that takes thirty seconds is told after about one; then all is well again', async () => {
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
    // 1.2 s on a quiet machine.
    expect(Math.max(...slowest)).toBeLessThan(2_000);

    // Another instance asks by itself; this one does after fifteen seconds.
    const well = await eventually(
      async () =>
        (await Promise.all(Array.from({ length: 4 }, health))).find(({ status }) => status === 200),
      { withinMs: 30_000 },
    );
    expect(well.body).toMatchObject({
      checkedAt: expect.any(String),
      keptSeconds: 15,
      checks: { database: 'ok', queues: 'ok', stripe: expect.stringMatching(/^(ok|degraded)$/) },
    });
    const words = ['ok', 'degraded', 'down', 'off', 'idle', 'unknown'];
    for (const word of Object.values(well.body.checks)) expect(words).toContain(word);
  });

  test('the API itself answers whatever becomes of them', async () => {
    const mark = randomUUID();
    expect((await api('GET', `/health?${mark}`, { asGuest: true })).body).toEqual({ status: 'ok' });
  });
});
