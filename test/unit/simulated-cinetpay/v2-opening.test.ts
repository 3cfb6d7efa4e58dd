import { request } from 'node:http';
import { aReference, type Setup, setup, V2 } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

test('a payment is opened: code 201, a token and a page', async () => {
  const { status, body } = await world.openV2();
  expect(status).toBe(200);
  expect(body).toEqual({
    code: '201',
    message: 'CREATED',
    description: 'Transaction created with success',
    data: { payment_token: expect.any(String), payment_url: expect.stringContaining('/payment/') },
    api_response_id: expect.stringMatching(/^\d+\.\d{4}$/),
  });
  const page = await (await fetch(body.data.payment_url)).text();
  expect(page).toContain('Panier de pagnes');
  for (const outcome of ['pay', 'decline', 'cancel', 'later']) {
    expect(page).toContain(`name="outcome" value="${outcome}"`);
  }
});

test.each([
  ['a missing field', { notify_url: undefined }, '608'],
  ['a forbidden character in the description', { description: 'Thé & café' }, '608'],
  ['a forbidden character in the number', { transaction_id: 'pay_1' }, '608'],
  ['an amount that is not a multiple of 5', { amount: 5001 }, '608'],
  ['an amount with decimals', { amount: 50.5 }, '611'],
  ['an amount below the minimum', { amount: 95 }, '641'],
  ['an amount above the maximum', { amount: 2_000_005 }, '642'],
  ['a currency CinetPay does not take', { currency: 'EUR' }, '612'],
  ['a card payment without the payer’s address', { channels: 'CREDIT_CARD' }, '624'],
  ['a locked number that is none', { lock_phone_number: true, customer_phone_number: '12' }, '624'],
  ['a stranger’s apikey', { apikey: 'other' }, '609'],
  ['a stranger’s site', { site_id: '1' }, '613'],
])('%s is refused', async (_what, changes, code) => {
  const { body } = await world.openV2(changes);
  expect(body).toMatchObject({ code, message: expect.any(String) });
  expect(body.data).toBeUndefined();
});

test('dollars need not be a multiple of 5', async () => {
  const { body } = await world.openV2({ currency: 'USD', amount: 12 });
  expect(body.code).toBe('201');
});

test('the same id is accepted once', async () => {
  const transaction_id = aReference();
  await world.openV2({ transaction_id });
  const { body } = await world.openV2({ transaction_id });
  expect(body).toMatchObject({ code: '620', message: 'ERROR_DOUBLE_PAYEMNT' });
});

test('JSON in metadata gets an HTML error; base64 passes', async () => {
  const metadata = JSON.stringify({ payment: 'pay_1' });
  const stopped = await world.openV2({ metadata });
  expect(stopped).toMatchObject({ status: 403, type: expect.stringContaining('text/html') });
  expect(stopped.text).toContain('Cloudflare');

  const { body } = await world.openV2({ metadata: Buffer.from(metadata).toString('base64') });
  expect(body.code).toBe('201');
});

test('a client without a User-Agent gets an HTML error too', async () => {
  const { port } = new URL(world.simulated.url);
  const status = await new Promise((resolve) => {
    const sent = request({ port, method: 'POST', path: '/v2/payment/check' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.end('{}');
  });
  expect(status).toBe(403);
});

test('HTTP statuses mean nothing: a JSON 403 is a wrong key', async () => {
  const { apikey: _right, ...rest } = { apikey: '', site_id: V2.siteId, transaction_id: 'X' };
  const answer = await world.post('/v2/payment/check', { ...rest, apikey: 'wrong' });
  expect(answer).toMatchObject({ status: 403, body: { code: '609' } });
});
