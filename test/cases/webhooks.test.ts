import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';
import { secretBytes, shownSecret } from '#domain/webhooks/signature';
import { as } from '#test/callers';
import {
  api,
  control,
  eventually,
  initiate,
  type Json,
  mails,
  press,
  settledAs,
} from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { plainReceiver, storedEndpoints } from '#test/stored-endpoints';
import { awsFault } from '#test/trouble';
import { aDelivery } from '#test/webhooks';

const past = '2026-11-21T10:00:00.000Z';
const { store, deliveries, listens, removeAll } = await storedEndpoints();
let refusals = 0;

const receiver = await plainReceiver((response, { path }) => {
  const isFirst = path === '/flaky' && refusals++ === 0;
  const status = path === '/gone' ? 410 : path === '/down' || isFirst ? 500 : 200;
  response.writeHead(status).end(status === 200 ? '' : 'Désolé');
});
const endpoint = (path: string, changes: Partial<WebhookEndpoint> = {}) =>
  listens({ url: `${receiver.url}${path}`, ...changes });

afterAll(async () => {
  await removeAll();
  await receiver.stop();
});

/** The receiver's own library judges with the secret that the admin was shown. */
async function judged({ id, secretVersion }: WebhookEndpoint, path: string): Promise<Json[]> {
  const secrets: Record<string, string> = await control('GET', '/secrets');
  const [, key = ''] = Object.entries(secrets).find(([name]) =>
    name.endsWith('/webhook-secret-key'),
  )!;
  const library = new Webhook(shownSecret(secretBytes(key, id, secretVersion)));
  return receiver
    .at(path)
    .map(({ body, headers }) => library.verify(body, headers as Record<string, string>) as Json);
}

const invoke = (name: string, job: string, message: object) =>
  control('POST', `/functions/${encodeURIComponent(`webhook-endpoints/${name}`)}/invoke`, {
    job,
    message: { requestId: 'request-test', ...message },
  });

test('a payment is told to each endpoint that listens: signed, once, and again where it was refused', async () => {
  const all = await endpoint('/all');
  const flaky = await endpoint('/flaky', { types: ['payment.*'], include: ['customer'] });
  const gone = await endpoint('/gone', { types: ['payment.completed'] });
  await endpoint('/orders', { types: ['order.*'] });
  // The relay remembers for five seconds that nobody listened.
  await pause(5_200);
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await eventually(
    async () => receiver.at('/all').length >= 2 && receiver.at('/flaky').length >= 2,
  );
  const told = await judged(all, '/all');
  expect(told.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['payment.completed', 'invoice.issued']),
  );
  const completed = told.find(({ type }) => type === 'payment.completed');
  expect(completed.data.object).toMatchObject({ id: payment.id, status: 'completed' });
  expect(JSON.stringify(told)).not.toContain('@');
  const [refused, again] = receiver.at('/flaky');
  expect(again!.body).toBe(refused!.body);
  expect(again!.headers['webhook-id']).toBe(refused!.headers['webhook-id']);
  const [whole] = await judged(flaky, '/flaky');
  expect(whole.data.customer.email).toContain('@');
  expect(receiver.at('/gone')).toHaveLength(1);
  expect(receiver.at('/orders')).toEqual([]);
  await eventually(async () => (await store.find(gone.id))!.state === 'disabled');
  const [mail] = await eventually(() => mails({ about: gone.id }));
  expect(mail!.subject).toContain('Webhooks : 127.0.0.1');
  await eventually(async () => {
    const { deliveries: kept } = await deliveries.list(flaky.id, { limit: 10 });
    return kept[0]?.state === 'delivered' && kept[0].attempts.map(({ status }) => status);
  });
}, 40_000);

test('the same event twice is one delivery, whatever it is about', async () => {
  const quiet = await endpoint('/twice');
  const types = ['refund.failed', 'order.refunded', 'customer.activated', 'invoice.rejected'];
  const data = {
    paymentId: 'pay_none',
    refundId: 'ref_none',
    orderId: 'ord_none',
    customerId: 'cus_none',
    invoiceId: 'inv_none',
    code: '213',
    month: '2026-11',
    recount: 'confirmed',
    isDue: 'false',
  };
  for (const [index, type] of [...types, 'usage.month_closed'].entries()) {
    const event = { id: `evt_twice${index}`, type, occurredAt: past, data };
    await invoke('fan-out-event', 'fan-out-event', event);
    await invoke('fan-out-event', 'fan-out-event', event);
  }
  await eventually(async () => receiver.at('/twice').length === 5);
  const { deliveries: made } = await deliveries.list(quiet.id, { limit: 10 });
  expect(made.map(({ eventId }) => eventId).sort()).toEqual(
    Array.from({ length: 5 }, (_, index) => `evt_twice${index}`),
  );
}, 30_000);

test('functions that die half way: one delivery, noted once, and the receiver knows the id', async () => {
  const dying = await endpoint('/dying', { types: ['payment.cancelled'] });
  const writes = { service: 'dynamodb', times: 1, match: dying.id } as const;
  const fanOut = 'webhook-endpoints/fan-out-event';
  const deliver = 'webhook-endpoints/deliver-webhook';
  // The delivery is stored, and nobody learns of it; then it is sent, and that cannot be noted.
  const faults = [
    await awsFault({ ...writes, function: fanOut, operation: 'PutItem', fault: 'killAfter' }),
    await awsFault({ ...writes, function: deliver, operation: 'PutItem', fault: 'killBefore' }),
  ];
  const { id } = await initiate();
  await api('POST', `/v1/payments/${id}/cancel`, { body: {} });
  await eventually(async () => receiver.at('/dying').length === 2, { withinMs: 40_000 });
  await eventually(async () => {
    const { deliveries: made } = await deliveries.list(dying.id, { limit: 10 });
    return made.length === 1 && made[0]!.state === 'delivered';
  });
  for (const { isSpent } of faults) expect(await isSpent()).toBe(true);
  const [once, twice] = receiver.at('/dying');
  expect(twice!.body).toBe(once!.body);
  expect(twice!.headers['webhook-id']).toBe(once!.headers['webhook-id']);
}, 60_000);

test('three at once that fail are counted as three, and wait for their next attempt', async () => {
  const down = await endpoint('/down', { types: [] });
  const made = [aDelivery, aDelivery, aDelivery].map((make) =>
    make({ endpointId: down.id, tried: 1 }),
  );
  for (const delivery of made) await deliveries.create(delivery);
  await invoke('deliver-webhook', 'deliver-webhook', {
    deliveries: made.map(({ endpointId, eventId }) => ({ endpointId, eventId })),
  });
  expect((await store.find(down.id))!.failing).toMatchObject({ attempts: 3 });
  const one = await deliveries.find(made[0]!);
  expect(one).toMatchObject({
    state: 'pending',
    tried: 2,
    attempts: [{ status: 500, answer: 'Désolé' }],
  });
  expect(Date.parse(one!.nextAt!)).toBeGreaterThan(Date.now() + 200_000);
});

test('the schedule sends what is due, and tries an endpoint that was down with the oldest that waits', async () => {
  const failing = { since: past, attempts: 9, events: ['evt_0'], isBroken: true };
  const back = await endpoint('/back', { types: [], failing, turnAt: past });
  const [oldest, later] = ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:01.000Z'].map(
    (occurredAt) => aDelivery({ endpointId: back.id, occurredAt, isWaiting: true }),
  );
  const well = await endpoint('/due', { types: [] });
  const due = aDelivery({ endpointId: well.id, tried: 2, nextAt: past });
  for (const delivery of [oldest!, later!, due]) await deliveries.create(delivery);
  await control('POST', '/schedules/retry-deliveries/start');
  await eventually(
    async () => receiver.at('/due').length === 1 && receiver.at('/back').length === 1,
  );
  expect(receiver.at('/back')[0]!.headers['webhook-id']).toBe(oldest!.eventId);
  await eventually(async () => (await store.find(back.id))!.failing === undefined);
  const inTwoMinutes = new Date(Date.now() + 120_000).toISOString();
  await control('POST', '/schedules/retry-deliveries/start', { at: inTwoMinutes });
  await eventually(async () => (await deliveries.find(later!))!.state === 'delivered');
}, 30_000);

test('an erased person is in no body any more, and what named them is not sent', async () => {
  const { id: personOf, admin } = await anAccount();
  const quiet = await endpoint('/erased', { types: [] });
  const delivery = aDelivery({ endpointId: quiet.id, personOf, nextAt: past });
  await deliveries.create(delivery);
  await as(admin, 'POST', `/v1/admin/customers/${personOf}/erase`, {});
  await eventually(async () => (await deliveries.find(delivery))!.body === undefined);
  expect(await deliveries.find(delivery)).toMatchObject({ state: 'skipped' });
}, 30_000);
