import { setTimeout as pause } from 'node:timers/promises';
import { type Directory, withEndpoint } from '#domain/webhooks/endpoint';
import { webhookKeys } from '#stores/webhook-keys';
import { control, eventually, initiate, type Json, press, settledAs } from '#test/cloud';
import { plainReceiver, storedEndpoints } from '#test/stored-endpoints';
import { mainTable } from '#test/stored-members';
import { anEndpoint } from '#test/webhooks';
import type { MeterRow } from '../../local/cloud/gateway/meter.ts';
import { billedLines, usdOf } from '../bench/cost/billed-operations.ts';
import { prices } from '../bench/cost/prices.ts';

const { store, listens, removeAll } = await storedEndpoints();
const arrivedAt = new Map<string, number>();
const receiver = await plainReceiver((response, { path }) => {
  if (path.startsWith('/hang')) return;
  arrivedAt.set(path, Date.now());
  response.writeHead(204).end();
});

afterAll(async () => {
  await removeAll();
  await receiver.stop();
});

const paid = async (): Promise<Json> => {
  const payment = await initiate();
  await press(payment, 'pay');
  return settledAs(payment.id, 'completed');
};

/** What runs of 100 and 300 ms cost: local ones say nothing of Lambda's. */
const usdOfTime = (0.5 * 0.1 + 0.25 * 0.3) * prices.lambdaGbSecond.usd;

test('a delivery costs at most 6 µ$', async () => {
  await listens({ url: `${receiver.url}/price`, types: ['payment.completed'] });
  // The relay remembers for five seconds that nobody listened.
  await pause(5_200);
  await paid();
  await eventually(async () => receiver.at('/price').length === 1);
  await control('POST', '/meter/reset');
  await paid();
  await eventually(async () => receiver.at('/price').length === 2);
  await pause(500);
  const rows: MeterRow[] = await control('GET', '/meter');
  const own = rows.filter(({ function: name }) => /fan-out-event|deliver-webhook/.test(name));
  const counted = billedLines(own, new Map()).filter(({ operation }) => operation !== 'GB-seconds');
  expect(counted.some(({ operation }) => operation.includes('write units'))).toBe(true);
  expect(usdOf(counted) + usdOfTime).toBeLessThan(6e-6);
}, 60_000);

test('of a hundred endpoints twenty hang: the others have their event within five seconds', async () => {
  const table = await mainTable();
  const paths = Array.from(
    { length: 100 },
    (_, index) => `/${index % 5 ? 'well' : 'hang'}/${index}`,
  );
  const endpoints = paths.map((path) =>
    anEndpoint({ url: `${receiver.url}${path}`, types: ['payment.cancelled'] }),
  );
  const parts = endpoints.map((item) => ({ key: webhookKeys.webhookEndpoint(item.id), item }));
  const before = await store.directory();
  const directory: Directory = endpoints.reduce(withEndpoint, before);
  const key = webhookKeys.webhookDirectory();
  await table.writeMany([...parts, { key, item: directory }]);
  const event = {
    id: 'evt_01M7Y4MRD2F4H6K8N0Q2S4V6Z9',
    type: 'payment.cancelled',
    occurredAt: new Date().toISOString(),
    requestId: 'request-test',
    data: { paymentId: 'pay_none' },
  };
  const startedAt = Date.now();
  await control('POST', '/functions/webhook-endpoints%2Ffan-out-event/invoke', {
    job: 'fan-out-event',
    message: event,
  });
  await eventually(async () => arrivedAt.size >= 80, { withinMs: 20_000 });
  const waits = [...arrivedAt].flatMap(([path, at]) =>
    path.startsWith('/well') ? at - startedAt : [],
  );
  const [p95 = Number.POSITIVE_INFINITY] = waits.sort((a, b) => a - b).slice(75);
  await table.writeMany([
    ...parts.map((part) => ({ key: part.key })),
    { key, item: { ...before, version: directory.version + 1 } },
  ]);
  expect(waits).toHaveLength(80);
  expect(p95).toBeLessThan(5_000);
}, 60_000);
