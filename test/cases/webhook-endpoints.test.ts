import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { as, type Headers } from '#test/callers';
import { control, eventually, initiate, type Json, press, token } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { storedEndpoints } from '#test/stored-endpoints';
import { anEndpoint, aReceiver } from '#test/webhook-receivers';
import { aDelivery } from '#test/webhooks';

const path = '/v1/admin/webhook-endpoints';

let admin: Headers;
beforeAll(async () => {
  admin = await token({ role: 'admin' });
});

test('the secret of an endpoint is shown once, and a repeated request makes no second one', async () => {
  const keyed = { ...admin, 'idempotency-key': randomUUID() };
  const create = () => as(keyed, 'POST', path, { url: 'https://warehouse.example/hooks' });
  const { status, body } = await create();
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect((await create()).body).toEqual({ ...body, secret: null });
  const list = await as(admin, 'GET', path);
  const { secret: _, ...rest } = body;
  expect(list.body.data).toContainEqual(rest);
  expect(list.text).not.toContain('whsec_');
  await as(admin, 'DELETE', `${path}/${body.id}`);
  expect((await as(admin, 'GET', path)).text).not.toContain(body.id);
});

test('an address that hides another one is refused where it is typed', async () => {
  const url = 'https://shop@warehouse.example/';
  expectProblem(await as(admin, 'POST', path, { url }), 422, 'webhook_url_not_allowed');
});

test('a test says what the receiver answers, signed as events are; a disabled endpoint must accept one', async () => {
  const { receiver, call } = await anEndpoint(admin);
  expect((await call('POST', '/test')).body).toMatchObject({ delivered: true, status: 200 });
  expect(await receiver.received()).toMatchObject([{ type: 'ping', signature: 'valid' }]);
  await call('PATCH', '', { enabled: false });
  await receiver.behave('error');
  expect((await call('POST', '/test')).body).toMatchObject({ delivered: false, status: 500 });
  expectProblem(await call('PATCH', '', { enabled: true }), 409, 'webhook_test_failed');
  await receiver.behave('reset');
  expect((await call('POST', '/test')).body).toMatchObject({
    status: null,
    error: 'broken_answer',
  });
  await receiver.behave('ok');
  const enabled = await call('PATCH', '', { enabled: true, types: ['payment.*'] });
  expect(enabled.body).toMatchObject({ enabled: true, types: ['payment.*'], disabledAt: null });
  await call('DELETE', '');
  expectProblem(await call('POST', '/test'), 404, 'webhook_endpoint_not_found');
});

test('while a secret is being changed, the receiver may know either', async () => {
  const { receiver, call, secret: old } = await anEndpoint(admin);
  const keyed = { ...admin, 'idempotency-key': randomUUID() };
  const { id } = (await call('POST', '/rotate-secret', { overlapHours: 24 })).body;
  expectProblem(
    await as(keyed, 'POST', `${path}/${id}/rotate-secret`, {}),
    409,
    'webhook_secret_rotating',
  );
  await call('POST', '/test');
  expect(await receiver.received()).toMatchObject([{ signature: 'valid' }]);
  const { secret } = (await call('POST', '/rotate-secret', { overlapHours: 0 })).body;
  await call('POST', '/test');
  const [, { signature, body, headers }] = await receiver.received();
  expect(signature).toBe('invalid');
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'ping' });
  expect(() => new Webhook(old).verify(body, headers)).toThrow();
  await call('DELETE', '');
});

test('nothing is made of a request that is wrong', async () => {
  const { url } = aReceiver();
  for (const body of [{}, { url, types: ['payments.*'] }, { url, include: ['all'] }, { url: 'x' }])
    expectProblem(await as(admin, 'POST', path, body), 400, 'invalid_request');
});

const retry = () => {
  const at = new Date(Date.now() + 120_000).toISOString();
  return control('POST', '/schedules/retry-deliveries/start', { at });
};

test('a payment arrives signed, is in the lists with its attempt, and arrives again when it is replayed', async () => {
  const { receiver, call, id } = await anEndpoint(admin, { types: ['payment.completed'] });
  // The relay remembers for five seconds who listens.
  await pause(5_200);
  const payment = await initiate();
  await press(payment, 'pay');
  const isIt = ({ body }: { body: string }) => body.includes(payment.id);
  const first = await receiver.arrived(isIt);
  expect(first).toMatchObject({ type: 'payment.completed', signature: 'valid' });
  const delivery = await eventually(async () => {
    const { body } = await call('GET', '/deliveries?state=delivered');
    return body.data.find(({ eventId }: { eventId: string }) => eventId === first.id);
  });
  expect(delivery.attempts).toMatchObject([{ status: 200, error: null, answer: null }]);
  const day = delivery.occurredAt.slice(0, 10);
  const ofDay = await as(admin, 'GET', `/v1/admin/webhook-deliveries?day=${day}&limit=100`);
  expect(ofDay.body.data).toContainEqual(delivery);
  const times = async () => (await receiver.received()).filter(isIt).length;
  const again = await as(admin, 'POST', `/v1/admin/webhook-deliveries/${delivery.id}/replay`);
  expect([again.status, again.body.state]).toEqual([202, 'pending']);
  await retry();
  await eventually(async () => (await times()) === 2);
  const range = { from: delivery.occurredAt, to: new Date().toISOString(), state: 'all' };
  const counted = () => call('POST', '/replay', { ...range, dryRun: true });
  const dry = await eventually(async () => {
    const reply = await counted();
    return reply.body.count === 1 && reply;
  });
  expect(dry.status).toBe(200);
  expect((await call('POST', '/replay', range)).status).toBe(202);
  await eventually(async () => (await call('GET', '/deliveries?state=pending')).body.data[0]);
  await retry();
  await eventually(async () => (await times()) === 3);
  const sent = (await receiver.received()).filter(isIt);
  expect(new Set(sent.map(({ id: sentId, body }: Json) => sentId + body)).size).toBe(1);
  expect(sent.every(({ signature }: Json) => signature === 'valid')).toBe(true);
  const audit = await as(admin, 'GET', '/v1/admin/audit?limit=100');
  const own = audit.body.data.filter(({ subject }: { subject: string }) => subject === id);
  expect(own.map(({ action }: { action: string }) => action).toSorted()).toEqual([
    'webhook_deliveries.replayed',
    'webhook_delivery.replayed',
    'webhook_endpoint.created',
  ]);
  await call('DELETE', '');
}, 60_000);

test('a replay that one run cannot finish is gone on with by the next', async () => {
  const { deliveries } = await storedEndpoints();
  const { receiver, call, id } = await anEndpoint(admin, { types: ['customer.erased'] });
  const [first, last] = [Date.now() - 3_600_000, Date.now() - 60_000];
  // Three pages of what is left alone, and behind them the one that is wanted.
  const others = Array.from({ length: 300 }, (_, index) => new Date(first + index).toISOString());
  await Promise.all(
    others.map((occurredAt) =>
      deliveries.create(aDelivery({ endpointId: id, state: 'delivered', occurredAt })),
    ),
  );
  const occurredAt = new Date(last).toISOString();
  const failed = aDelivery({ endpointId: id, state: 'failed', occurredAt });
  await deliveries.create(failed);
  const range = { from: others[0], to: occurredAt, state: 'failed' };
  expect((await call('POST', '/replay', range)).status).toBe(202);
  await eventually(async () => (await deliveries.find(failed))?.isWaiting);
  await retry();
  await receiver.arrived(({ id: eventId }: Json) => eventId === failed.eventId);
  await call('DELETE', '');
}, 30_000);

test('what an endpoint missed while it was disabled is sent when that is asked for', async () => {
  const { deliveries } = await storedEndpoints();
  const { receiver, call, id } = await anEndpoint(admin, { types: ['customer.erased'] });
  await call('PATCH', '', { enabled: false });
  const occurredAt = new Date().toISOString();
  const missed = aDelivery({ endpointId: id, state: 'skipped', occurredAt });
  await deliveries.create(missed);
  await pause(5);
  expect((await call('POST', '/replay', { from: occurredAt, to: occurredAt })).body.code).toBe(
    'webhook_endpoint_disabled',
  );
  await call('PATCH', '', { enabled: true, sendMissed: true });
  await eventually(async () => (await deliveries.find(missed))?.isWaiting);
  await retry();
  await receiver.arrived(({ id: eventId }: Json) => eventId === missed.eventId);
  await call('DELETE', '');
}, 30_000);
