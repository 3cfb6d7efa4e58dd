import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api, endpoints, request } from '#test/cloud';
import { expectNothingOpened, expectProblem, paymentsAbout } from '#test/problems';

const send = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  api('POST', '/v1/payments', { body, headers });

const text = (mark: string, changes: object = {}) =>
  JSON.stringify(aPaymentRequest({ orderId: mark, ...changes }));

test.each([
  ['nothing', ''],
  ['blanks', ' \n '],
  ['half a document', '{"amount": 46800'],
  ['single quotes', "{'amount': 46800}"],
  ['a comma too many', '{"amount": 46800,}'],
  ['a number that JSON does not know', '{"amount": NaN}'],
  ['hexadecimal', '{"amount": 0xB6D0}'],
  ['a comment', '{"amount": 46800} // EUR'],
  ['two documents', '{} {}'],
  ['a byte order mark', '\ufeff{}'],
  ['XML', '<payment amount="46800"/>'],
  ['a form', 'amount=46800&currency=EUR'],
  ['no end of brackets', '['.repeat(100_000)],
])('%s is not JSON', async (_what, body) => {
  const { detail } = expectProblem(await send(body), 400, 'invalid_request');
  expect(detail).toBe('The body is not valid JSON.');
});

test.each(['null', 'true', '46800', '"payment"', '[]', '{}'])(
  '%s is not a valid payment',
  async (body) => {
    expectProblem(await send(body), 400, 'invalid_request');
  },
);

test('a body in Latin-1 is refused rather than damaged', async () => {
  const mark = randomUUID();
  const body = Buffer.from(text(mark, { description: 'Été' }), 'latin1');
  expectProblem(await send(body), 400, 'invalid_request');
  expectProblem(
    await send(body, { 'content-type': 'application/vnd.shop+json' }),
    400,
    'invalid_request',
  );
  await expectNothingOpened(mark);
});

test('a body that the gateway passes on as base64 is read like any other', async () => {
  const mark = randomUUID();
  const description = 'Été à Saint-Louis 🌍';
  const reply = await send(text(mark, { description }), {
    'content-type': 'application/vnd.shop+json; charset=utf-8',
  });
  expect(reply.status).toBe(201);
  expect(await paymentsAbout(mark)).toMatchObject([{ description }]);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json'])(
  '%s is refused',
  async (contentType) => {
    const mark = randomUUID();
    const reply = await send(text(mark), { 'content-type': contentType });
    expectProblem(reply, 415, 'unsupported_media_type');
    await expectNothingOpened(mark);
  },
);

test('a body of 300 kB is too large, whatever it contains', async () => {
  const mark = randomUUID();
  const body = text(mark, { metadata: { padding: 'x'.repeat(300_000) } });
  expectProblem(await send(body), 413, 'body_too_large');
  expectProblem(
    await send(body, { 'content-type': 'application/vnd.shop+json' }),
    413,
    'body_too_large',
  );
  await expectNothingOpened(mark);
});

test('a body of 11 MB is stopped by the gateway', async () => {
  const reply = await send('x'.repeat(11 * 1024 * 1024));
  expect(reply.status).toBe(413);
  expect(reply.body).toEqual({ message: expect.any(String) });
});

describe('keys that are names of built-in object properties', () => {
  const within = (key: string, value: string) => (before: string) =>
    before.replace('{', `{${JSON.stringify(key)}:${value},`);

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is an unknown field like any other',
    async (key) => {
      const mark = randomUUID();
      const body = within(key, '{"amount":1,"customerId":"cus_1"}')(text(mark));
      expectProblem(await send(body), 400, 'invalid_request');
      await expectNothingOpened(mark);
    },
  );

  test('in metadata they have no effect', async () => {
    const mark = randomUUID();
    const body = text(mark, { metadata: { toString: 'a', hasOwnProperty: 'b' } }).replace(
      '"toString"',
      '"__proto__":{"amount":1},"toString"',
    );
    const reply = await send(body);
    expect(reply.status).toBe(201);
    const [payment] = await paymentsAbout(mark);
    expect(payment).toMatchObject({ amount: 46_800, status: 'pending' });
    expect(Object.entries(payment.metadata)).toEqual([
      ['toString', 'a'],
      ['hasOwnProperty', 'b'],
    ]);
  });
});

test.each([
  ['limit=0'],
  ['limit=101'],
  ['limit=ten'],
  ['limit=1.5'],
  ['limit=5&limit=6'],
  ['status=paid'],
  ['provider=adyen'],
  ['method=cash'],
  ['from=yesterday'],
  ['from=2026-02-31'],
  ['to=2026-13-01'],
  [`q=${'x'.repeat(101)}`],
  ['q='],
  ['customer=cus_1'],
  ['cursor=not-a-cursor'],
  ['cursor=bnVsbA'],
])('a list with %s is refused', async (query) => {
  expectProblem(await api('GET', `/v1/payments?${query}`), 400, 'invalid_request');
});

test.each(['%00', '%ff', 'PAYMENT%23x', 'x'.repeat(3_000), "pay_'%20OR%201=1"])(
  'a payment, invoice or key with the id %s does not exist',
  async (id) => {
    expectProblem(await api('GET', `/v1/payments/${id}`), 404, 'payment_not_found');
    expectProblem(await api('POST', `/v1/payments/${id}/cancel`), 404, 'payment_not_found');
    expectProblem(await api('GET', `/v1/invoices/${id}/pdf`), 404, 'invoice_not_found');
  },
);

test.each([
  ['POST', '/'],
  ['GET', '/v1'],
  ['PUT', '/v1/payments'],
  ['DELETE', '/v1/payments/pay_1'],
  ['GET', '/v1/admin/invoices/../..'],
  ['GET', '/.env'],
])('%s %s does not exist', async (method, path) => {
  expectProblem(await request(method, `${endpoints.api}${path}`), 404, 'route_not_found');
});
