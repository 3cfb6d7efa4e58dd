import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api, endpoints, initiate, request, returnQuery } from '#test/cloud';
import { expectNothingOpened, expectProblem } from '#test/problems';

const initiateWith = async (changes: object) => {
  const mark = randomUUID();
  const body = aPaymentRequest({ orderId: mark, ...changes });
  return { mark, reply: await api('POST', '/v1/payments', { body }) };
};

describe.each(['returnUrl', 'cancelUrl'])('%s', (field) => {
  test.each([
    'https://evil.example/',
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://shop.example.evil.example/',
    'https://evilshop.example/',
    'https://www.shop.example/',
    'https://shop.example./',
    'https://evil.example/?https://shop.example',
    'https://evil.example/#https://shop.example',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example:3000/',
    'https://shоp.example/',
  ])('of another origin is refused: %s', async (url) => {
    const { mark, reply } = await initiateWith({ [field]: url });
    expectProblem(reply, 422, 'origin_not_allowed');
    await expectNothingOpened(mark);
  });

  test.each([
    'https://evil.example\t.shop.example/',
    'https://shop.example@evil.example/',
    'https://shop.example:443@evil.example/',
    'https://evil.example@shop.example/',
    'https://shop.example\\@evil.example/',
    'https:\\\\evil.example/',
    'https://shop.example/\r\nset-cookie: a=b',
    'https:shop.example',
    '//shop.example/',
    '/merci',
    'shop.example',
    'javascript:alert(document.domain)',
    'JavaScript://shop.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'ftp://shop.example/',
    'https://',
    '',
    `https://shop.example/${'x'.repeat(2_000)}`,
  ])('that could be confused with another is refused: %s', async (url) => {
    const { mark, reply } = await initiateWith({ [field]: url });
    const { errors } = expectProblem(reply, 400, 'invalid_request');
    expect(errors[0].path).toBe(field);
    await expectNothingOpened(mark);
  });
});

test.each([
  'https://shop.example/merci?order=1#paid',
  'HTTPS://SHOP.EXAMPLE/merci',
  'https://shop.example:443/merci@home',
  'http://localhost:5173/merci',
  'http://127.0.0.1:3000',
])('of the shop’s own origins is accepted: %s', async (url) => {
  const payment = await initiate({ returnUrl: url, cancelUrl: url });
  const query = new URLSearchParams(await returnQuery(payment));
  const back = await request('GET', `${endpoints.api}/callback/stripe?${query}`);
  expect(back.status).toBe(303);
  const expected = new URL(url);
  expected.searchParams.set('payment', payment.id);
  expect(back.headers.get('location')).toBe(expected.href);
});
