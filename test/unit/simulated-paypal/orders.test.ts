import {
  aCustomId,
  anOrder,
  appKeys,
  capture,
  issueOf,
  logIn,
  placeOrder,
  type Setup,
  setup,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const create = (body: unknown, headers: Record<string, string> = {}) =>
  world.call('POST', '/v2/checkout/orders', body, headers);
const unitWith = (amount: object, more: object = {}) => anOrder({ amount, ...more });

test('an order for the wallet waits for its payer', async () => {
  const { status, body } = await create(anOrder());
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^[A-Z0-9]{17}$/),
    status: 'PAYER_ACTION_REQUIRED',
    payment_source: { paypal: {} },
    links: [
      expect.objectContaining({ rel: 'self' }),
      {
        href: `${world.simulated.url}/checkoutnow?token=${body.id}`,
        rel: 'payer-action',
        method: 'GET',
      },
    ],
  });
});

test('an order without a given source is created, and approved by another link', async () => {
  const { payment_source: _, ...body } = anOrder();
  const order = await create(body);
  expect(order.body.status).toBe('CREATED');
  expect(order.body.links.map(({ rel }) => rel)).toEqual(['self', 'approve', 'capture']);
});

test('the full representation is returned if preferred, and always when reading', async () => {
  const body = anOrder({ custom_id: 'payment-x', invoice_id: 'INV-x' });
  const created = await create(body, { prefer: 'return=representation' });
  expect(created.body).toMatchObject({
    intent: 'CAPTURE',
    purchase_units: [
      {
        reference_id: 'default',
        custom_id: 'payment-x',
        invoice_id: 'INV-x',
        amount: { currency_code: 'EUR', value: '468.00' },
      },
    ],
  });
  const read = await world.call('GET', `/v2/checkout/orders/${created.body.id}`);
  expect(read.body).toEqual(created.body);
});

test('the same request id creates one order, for six hours', async () => {
  const headers = { 'paypal-request-id': 'create-once' };
  const first = await create(anOrder(), headers);
  const again = await create(anOrder(), headers);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);

  await world.skip(6 * 60 * 60);
  const late = await create(anOrder(), headers);
  expect(late.status).toBe(201);
  expect(late.body.id).not.toBe(first.body.id);
});

test.each([
  ['XOF', '5000', 'INVALID_CURRENCY_CODE'],
  ['XAF', '5000', 'INVALID_CURRENCY_CODE'],
  ['ZZZ', '10.00', 'INVALID_CURRENCY_CODE'],
  ['EUR', '10.005', 'DECIMAL_PRECISION'],
  ['JPY', '10.00', 'DECIMAL_PRECISION'],
  ['HUF', '10.5', 'DECIMAL_PRECISION'],
  ['TWD', '1.0', 'DECIMAL_PRECISION'],
  ['EUR', '0.00', 'CANNOT_BE_ZERO_OR_NEGATIVE'],
  ['EUR', '-5.00', 'CANNOT_BE_ZERO_OR_NEGATIVE'],
])('%s %s is refused: %s', async (currency, value, issue) => {
  const refused = await create(unitWith({ currency_code: currency, value }));
  expect(refused.status).toBe(422);
  expect(issueOf(refused)).toBe(issue);
});

test.each([
  ['JPY', '468'],
  ['EUR', '0.01'],
  ['EUR', '10'],
  ['USD', '10.5'],
])('%s %s is accepted', async (currency_code, value) => {
  expect((await create(unitWith({ currency_code, value }))).status).toBe(201);
});

test.each<[string, unknown, string]>([
  ['no intent', { ...anOrder(), intent: undefined }, 'MISSING_REQUIRED_PARAMETER'],
  ['another intent', { ...anOrder(), intent: 'GIVE' }, 'INVALID_PARAMETER_VALUE'],
  ['nothing sold', { ...anOrder(), purchase_units: [] }, 'INVALID_PARAMETER_SYNTAX'],
  ['no amount', unitWith({ currency_code: 'EUR' }), 'MISSING_REQUIRED_PARAMETER'],
  ['a number', unitWith({ currency_code: 'EUR', value: 10 }), 'INVALID_PARAMETER_SYNTAX'],
  ['a comma', unitWith({ currency_code: 'EUR', value: '10,00' }), 'INVALID_PARAMETER_SYNTAX'],
  ['a long name', anOrder({ custom_id: 'x'.repeat(128) }), 'INVALID_STRING_LENGTH'],
  ['a relative address', anOrder({}, { return_url: '/thanks' }), 'INVALID_PARAMETER_SYNTAX'],
  ['a wrong locale', anOrder({}, { locale: 'fr_FR' }), 'INVALID_PARAMETER_SYNTAX'],
  ['a wrong choice', anOrder({}, { user_action: 'PAY' }), 'INVALID_PARAMETER_VALUE'],
  ['no JSON', '{"intent":', 'MALFORMED_REQUEST_JSON'],
])('a request with %s is not well-formed', async (_, body, issue) => {
  const refused = await create(body);
  expect(refused).toMatchObject({ status: 400, body: { name: 'INVALID_REQUEST' } });
  expect(issueOf(refused)).toBe(issue);
});

test('parts that do not add up are refused', async () => {
  const euros = (value: string) => ({ currency_code: 'EUR', value });
  const items = [{ name: 'Table', quantity: '2', unit_amount: euros('50.00') }];
  const amount = (breakdown?: object) => ({ ...euros('110.00'), breakdown });
  const good = { item_total: euros('100.00'), shipping: euros('10.00') };

  expect((await create(unitWith(amount(good), { items }))).status).toBe(201);
  const short = await create(unitWith(amount({ item_total: euros('100.00') })));
  expect(issueOf(short)).toBe('AMOUNT_MISMATCH');
  const other = await create(unitWith(amount({ item_total: euros('110.00') }), { items }));
  expect(issueOf(other)).toBe('ITEM_TOTAL_MISMATCH');
  expect(issueOf(await create(unitWith(amount(), { items })))).toBe('ITEM_TOTAL_REQUIRED');
});

test('several units need their own ids and one currency', async () => {
  const unit = (reference_id: string, currency_code = 'EUR') => ({
    reference_id,
    amount: { currency_code, value: '5.00' },
  });
  const several = (...purchase_units: object[]) => create({ intent: 'CAPTURE', purchase_units });
  expect((await several(unit('a'), unit('b'))).status).toBe(201);
  expect(issueOf(await several(unit('a'), unit('a')))).toBe('DUPLICATE_REFERENCE_ID');
  expect(issueOf(await several(unit('a'), unit('b', 'USD')))).toBe('MULTI_CURRENCY_ORDER');
});

test('an unknown order is distinguished from a bad request', async () => {
  const missing = await world.call('GET', '/v2/checkout/orders/5O190127TN364715T');
  expect(missing).toMatchObject({ status: 404, body: { name: 'RESOURCE_NOT_FOUND' } });
  expect(missing.headers.get('paypal-debug-id')).toBe(missing.body.debug_id);
  const form = await create('a=b', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(form).toMatchObject({ status: 415, body: { name: 'UNSUPPORTED_MEDIA_TYPE' } });
});

test('a token is valid until it expires', async () => {
  const { url } = world.simulated;
  expect(await logIn(url)).toMatchObject({
    status: 200,
    body: { token_type: 'Bearer', expires_in: 32_400 },
  });
  const stranger = await logIn(url, { ...appKeys, clientSecret: 'wrong' });
  expect(stranger).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  const odd = await logIn(url, appKeys, 'password');
  expect(odd).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });

  expect((await create(anOrder())).status).toBe(201);
  await world.control('POST', '/tokens/expire', {});
  expect(await create(anOrder())).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  world.forgetToken();
  expect((await create(anOrder())).status).toBe(201);
  await world.control('POST', '/clock', { advanceSeconds: 32_400 });
  expect((await create(anOrder())).status).toBe(401);
  world.forgetToken();
  const nobody = await create(anOrder(), { authorization: '' });
  expect(nobody).toMatchObject({ status: 401, body: { name: 'AUTHENTICATION_FAILURE' } });
});

test('an order that is not approved within three hours is gone', async () => {
  const custom_id = aCustomId();
  const { id, url } = await placeOrder(world, { custom_id });
  await world.skip(3 * 60 * 60 - 1);
  expect((await world.call('GET', `/v2/checkout/orders/${id}`)).status).toBe(200);
  await world.skip(1);
  expect((await world.call('GET', `/v2/checkout/orders/${id}`)).status).toBe(404);
  expect((await capture(world, id)).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
});
