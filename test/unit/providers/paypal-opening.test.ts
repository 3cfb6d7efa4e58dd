import { money } from '#domain/money';
import { aPayPalPayment, comeBack, type Shop, setup, unknown } from './paypal-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await setup();
});
afterEach(() => shop.repair());
afterAll(() => shop.stop());

const lastOrder = () => shop.sent.findLast(({ path }) => path === '/v2/checkout/orders')!;

test('an order contains the payment’s id, its exact amount and the return addresses', async () => {
  const payment = aPayPalPayment({ amount: money(5, 'EUR'), locale: 'en' });
  await shop.provider.open(payment, comeBack);
  expect(lastOrder().headers.get('paypal-request-id')).toBe(`${payment.id}:open`);
  expect(JSON.parse(lastOrder().body)).toEqual({
    intent: 'CAPTURE',
    purchase_units: [
      {
        custom_id: payment.id,
        description: 'Abonnement Pro',
        amount: { currency_code: 'EUR', value: '0.05' },
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          brand_name: 'Comptoir Diallo',
          locale: 'en-GB',
          return_url: comeBack.success,
          cancel_url: comeBack.cancel,
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
        },
      },
    },
  });
});

test.each([
  ['a long one', 'é'.repeat(400)],
  ['an emoji at the end of what fits', `${'a'.repeat(126)}🛒`],
  ['several lines', 'Café\r\n\tmoulu'],
  ['nothing but blanks', ' \n '],
])('a description is accepted: %s', async (_, description) => {
  const answer = await shop.provider.open(aPayPalPayment({ description }), comeBack);
  expect(answer.kind).toBe('opened');
  const [unit] = JSON.parse(lastOrder().body).purchase_units;
  expect((unit.description ?? '').length).toBeLessThanOrEqual(127);
  expect(unit.description ?? 'a').toMatch(/^[^\n\t]+$/);
});

test('a currency that PayPal does not support is refused', async () => {
  const payment = aPayPalPayment({ amount: money(5000, 'XOF') });
  expect(await shop.provider.open(payment, comeBack)).toMatchObject({
    kind: 'refused',
    code: 'INVALID_CURRENCY_CODE',
  });
});

test.each(['PERMISSION_DENIED', 'PREVIOUS_REQUEST_IN_PROGRESS', 'ORDER_COMPLETION_IN_PROGRESS'])(
  '%s is not a refusal: the outcome is unknown',
  async (issue) => {
    await shop.fault({ method: 'POST', path: '/v2/checkout/orders', fault: 'refuse', issue });
    expect(await shop.provider.open(aPayPalPayment(), comeBack)).toEqual(unknown);
  },
);

const links = (href: string, rel = 'payer-action') => [{ href, rel, method: 'GET' }];
const page = 'https://www.paypal.com/checkoutnow?token=5O190127TN364715T';

const answering = (status: number, body: unknown) =>
  shop.providerWith({
    fetch: async (url: unknown) =>
      String(url).endsWith('/token')
        ? Response.json({ access_token: 'A21', expires_in: 32_400 })
        : Response.json(body, { status }),
  });

test.each(['payer-action', 'approve'])('the buyer is sent to the link %s', async (rel) => {
  const provider = answering(201, { id: '5O190127TN364715T', links: links(page, rel) });
  expect(await provider.open(aPayPalPayment(), comeBack)).toEqual({
    kind: 'opened',
    reference: '5O190127TN364715T',
    action: { kind: 'redirect', url: page },
  });
});

test.each<[number, unknown]>([
  [201, null],
  [201, 'created'],
  [201, []],
  [201, { id: 1, links: links(page) }],
  [201, { links: links(page) }],
  [201, { id: '5O190127TN364715T' }],
  [201, { id: '5O190127TN364715T', links: links(page, 'self') }],
  [201, { id: '5O190127TN364715T', links: links('javascript:alert(1)') }],
  [400, null],
  [400, { name: 'INVALID_REQUEST' }],
  [400, { name: 'INVALID_REQUEST', details: 'none' }],
  [403, { name: 'NOT_AUTHORIZED', details: [{ issue: 'PERMISSION_DENIED' }] }],
  [404, { message: 'no Route matched with those values' }],
  [409, { name: 'RESOURCE_CONFLICT', details: [{ issue: 'ANY' }] }],
  [422, { name: 'UNPROCESSABLE_ENTITY', details: [] }],
  [418, { name: 'TEAPOT', details: [{ issue: 'SHORT_AND_STOUT' }] }],
])('an answer of %i %j is unknown', async (status, body) => {
  expect(await answering(status, body).open(aPayPalPayment(), comeBack)).toEqual(unknown);
});

test('the reason of an unknown outcome contains the debug id that PayPal’s support asks for', async () => {
  const body = { name: 'INTERNAL_SERVER_ERROR', debug_id: '90957fca61718' };
  const answer = await answering(500, body).open(aPayPalPayment(), comeBack);
  expect(answer.kind === 'unknown' && String(answer.cause)).toBe(
    'Error: PayPal answered 500, INTERNAL_SERVER_ERROR, debug id 90957fca61718',
  );
});
