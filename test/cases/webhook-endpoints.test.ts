import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { as, type Headers } from '#test/callers';
import { token } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { anEndpoint, aReceiver } from '#test/webhook-receivers';

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
