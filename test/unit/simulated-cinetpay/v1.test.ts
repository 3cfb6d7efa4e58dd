import { eventually } from '#test/eventually';
import { click } from './receiver.ts';
import { aReference, type Setup, setup, V1 } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
  await world.logIn();
});
afterAll(() => world.stop());

test('a payment is opened with a token', async () => {
  const { body } = await world.openV1();
  expect(body).toMatchObject({
    code: 200,
    status: 'OK',
    payment_token: expect.any(String),
    notify_token: expect.any(String),
    transaction_id: expect.any(String),
    payment_url: expect.stringContaining('/checkout/'),
    details: { code: 2001, status: 'INITIATED', must_be_redirected: true },
  });
  const { body: read } = await world.readV1(body.merchant_transaction_id);
  expect(read).toMatchObject({ status: 'INITIATED', transaction_id: body.transaction_id });
  expect((await world.readV1(body.payment_token)).body).toEqual(read);
  expect(read).not.toHaveProperty('amount');
});

test('a wrong password gets no token', async () => {
  const { status, body } = await world.post('/v1/oauth/login', {
    api_key: V1.apiKey,
    api_password: 'wrong',
  });
  expect(status).toBe(401);
  expect(body.access_token).toBeUndefined();
});

test.each([
  ['a lowercase number', { merchant_transaction_id: 'pay_1' }],
  ['another country’s currency', { currency: 'XAF' }],
  ['another country’s operator', { payment_method: 'MTN_CM' }],
  ['an amount as text', { amount: '5000' }],
  ['an amount below the minimum', { amount: 99 }],
  ['a name of one letter', { client_first_name: 'A' }],
  ['an address that is too long', { success_url: `https://shop.example/${'x'.repeat(120)}` }],
  ['a direct payment without a telephone', { direct_pay: true, payment_method: 'OM_CI' }],
])('%s is refused with 1004', async (_what, changes) => {
  const { status, body } = await world.openV1(changes);
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 1004, status: 'INVALID_PARAMS' });
});

test('the same id is accepted once', async () => {
  const merchant_transaction_id = aReference();
  await world.openV1({ merchant_transaction_id });
  const { status, body } = await world.openV1({ merchant_transaction_id });
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { code: 1200, status: 'TRANSACTION_EXIST' },
  });
});

test('an expired token is reported in several ways', async () => {
  const refusals = [];
  for (const _turn of [1, 2, 3, 4, 5, 6]) {
    await world.control('POST', '/tokens/expire', {});
    const { status, body } = await world.readV1('ANY');
    expect((body.details ?? body).code).toBe(1003);
    refusals.push(`${status} ${body.details ? 'details' : 'top'}`);
  }
  expect(new Set(refusals)).toEqual(
    new Set(['401 top', '401 details', '422 top', '422 details', '200 top', '200 details']),
  );
  await world.control('POST', '/tokens/expire', { status: 200, place: 'details' });
  expect(await world.readV1('ANY')).toMatchObject({ status: 200, body: { details: {} } });

  await world.logIn();
  expect((await world.readV1('ANY')).body.status).toBe('TRANSACTION_NOT_FOUND');
});

test('an unknown token is invalid', async () => {
  const { body } = await world.post('/v1/payment', {}, { authorization: 'Bearer made-up' });
  expect((body.details ?? body).code).toBe(1002);
});

test.each([
  ['pay', 'SUCCESS', 'https://shop.example/thanks'],
  ['later', 'PENDING', 'https://shop.example/thanks'],
  ['decline', 'FAILED', 'https://shop.example/sorry'],
  ['insufficient', 'INSUFFICIENT_BALANCE', 'https://shop.example/sorry'],
  ['cancel', 'CANCELED', 'https://shop.example/sorry'],
])('%s: %s, and back to the shop', async (outcome, status, back) => {
  const { body } = await world.openV1();
  const reply = await click(body.payment_url, outcome, { accept: 'text/html' });
  expect(reply.status).toBe(303);
  expect(reply.headers.get('location')).toBe(back);
  expect(await world.readV1(body.merchant_transaction_id)).toMatchObject({
    status: 200,
    body: { status },
  });
});

test('the notification is proved only by its token; its status is wrong', async () => {
  const { body } = await world.openV1();
  await click(body.payment_url, 'decline');
  const [received] = await eventually(() => {
    const all = world.notified(body.merchant_transaction_id);
    return all.length > 0 && all;
  });
  const { notify_token, merchant_transaction_id, transaction_id } = body;
  expect(JSON.parse(received!.body)).toEqual({
    ...{ notify_token, merchant_transaction_id, transaction_id },
    user: { name: 'Awa Diop', email: 'awa@example.com', phone_number: '' },
    status: 'SUCCESS',
  });
  expect(received!.headers['content-type']).toBe('application/json');
});

test('a direct payment asks the telephone: no redirect, a notification when the payer answers', async () => {
  const { body } = await world.openV1({
    direct_pay: true,
    payment_method: 'OM_CI',
    client_phone_number: '+2250707123456',
  });
  expect(body.details).toMatchObject({ status: 'PENDING', must_be_redirected: false });
  const reference = body.merchant_transaction_id;
  expect((await world.readV1(reference)).body.status).toBe('PENDING');
  await world.control('POST', `/payments/${reference}/settle`, { outcome: 'pay' });
  expect((await world.readV1(reference)).body.status).toBe('SUCCESS');
  await eventually(() => world.notified(reference).length === 2);
});

test('an account of another country has another currency, and can report amounts', async () => {
  const other = await setup({ v1: { ...V1, country: 'CM', tellsAmount: true } });
  try {
    await other.logIn();
    const { body } = await other.openV1({ currency: 'XAF' });
    const { body: read } = await other.readV1(body.merchant_transaction_id);
    expect(read).toMatchObject({ amount: 5000, currency: 'XAF' });
  } finally {
    await other.stop();
  }
});
