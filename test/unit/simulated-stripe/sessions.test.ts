import type Stripe from 'stripe';
import { aLine, anOrder, aSession, clientFor, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const create = (more: object) => world.stripe.checkout.sessions.create(aSession(more));

describe('creating a session', () => {
  test('returns an open, unpaid session with a page to pay on and no payment intent yet', async () => {
    const metadata = anOrder();
    const session = await create({ metadata, client_reference_id: metadata.order });

    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 46_800,
      currency: 'eur',
      payment_intent: null,
      client_reference_id: metadata.order,
      livemode: false,
      metadata,
    });
    expect(session.expires_at).toBe(session.created + 24 * 60 * 60);
    expect(session.url).toBe(`${world.simulated.url}/c/pay/${session.id}`);
    expect(session.lastResponse.requestId).toMatch(/^req_/);
    expect(session.lastResponse.apiVersion).toBe('2026-10-28.endive');
  });

  test('adds up the lines, and returns them on request', async () => {
    const session = await create({ line_items: [aLine('XOF', 2_500, 2), aLine('xof', 300)] });
    expect(session).toMatchObject({ amount_total: 5_300, currency: 'xof' });

    const expanded = await world.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items'],
    });
    const { data } = expanded.line_items!;
    expect(data.map((line) => line.amount_total)).toEqual([5_000, 300]);
    expect(data[0]?.description).toBe('Table en teck');
  });

  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, () => object, object]>([
    ['an unknown parameter', () => ({ colour: 'red' }), { code: 'parameter_unknown' }],
    [
      'an unknown parameter deep inside',
      () => ({ line_items: [{ ...aLine('eur', 500), size: 'L' }] }),
      { code: 'parameter_unknown', param: 'line_items[0][size]' },
    ],
    [
      'the payment_method_types of old',
      () => ({ payment_method_types: ['card'] }),
      { code: 'payment_method_types_no_longer_supported' },
    ],
    ['no lines', () => ({ line_items: [] }), { code: 'parameter_missing', param: 'line_items' }],
    [
      'no success_url',
      () => ({ success_url: undefined }),
      { code: 'parameter_missing', param: 'success_url' },
    ],
    ['a relative URL', () => ({ success_url: '/thanks' }), { code: 'url_invalid' }],
    [
      'less than fifty cents',
      () => ({ line_items: [aLine('eur', 49)] }),
      { code: 'amount_too_small' },
    ],
    [
      'less than 300 F CFA',
      () => ({ line_items: [aLine('xof', 299)] }),
      { code: 'amount_too_small' },
    ],
    ['too much', () => ({ line_items: [aLine('eur', 100_000_000)] }), { code: 'amount_too_large' }],
    [
      'a fraction of a cent',
      () => ({ line_items: [aLine('eur', 10.5)] }),
      { code: 'parameter_invalid_integer' },
    ],
    [
      'an unknown currency',
      () => ({ line_items: [aLine('zzz', 500)] }),
      { param: 'line_items[0][price_data][currency]' },
    ],
    ['an expiry too soon', () => ({ expires_at: now() + 60 }), { param: 'expires_at' }],
    ['an expiry too late', () => ({ expires_at: now() + 90_000 }), { param: 'expires_at' }],
    ['metadata too long', () => ({ metadata: { a: 'x'.repeat(501) } }), { param: 'metadata[a]' }],
    ['an unknown customer', () => ({ customer: 'cus_none' }), { code: 'resource_missing' }],
  ])('%s is refused', async (_, more, expected) => {
    await expect(create(more())).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      ...expected,
    });
  });
});

test('a wrong key is refused', async () => {
  const stranger = clientFor(world.simulated.url, 'sk_test_stranger');
  await expect(stranger.balance.retrieve()).rejects.toMatchObject({
    type: 'StripeAuthenticationError',
    statusCode: 401,
  });
});

test('an unknown session is a 404 in Stripe’s form', async () => {
  await expect(world.stripe.checkout.sessions.retrieve('cs_test_none')).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    statusCode: 404,
    code: 'resource_missing',
  });
});

test('an open session can be expired, once', async () => {
  const { id } = await create({});
  const expired = await world.stripe.checkout.sessions.expire(id);
  expect(expired).toMatchObject({ status: 'expired', url: null });
  await expect(world.stripe.checkout.sessions.expire(id)).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('status of `expired`'),
  });
});

test('sessions are listed newest first, page by page', async () => {
  const customer = await world.stripe.customers.create({ email: 'awa@example.com' });
  const made: string[] = [];
  for (const _ of [1, 2, 3]) made.unshift((await create({ customer: customer.id })).id);

  const listed: string[] = [];
  const pages = world.stripe.checkout.sessions.list({ customer: customer.id, limit: 2 });
  for await (const session of pages as AsyncIterable<Stripe.Checkout.Session>) {
    listed.push(session.id);
  }
  expect(listed).toEqual(made);
});

test('a session expires at its time, without a request', async () => {
  const own = await setup();
  try {
    const { id } = await own.stripe.checkout.sessions.create(aSession());
    await own.control('POST', '/clock', { advanceSeconds: 24 * 60 * 60 });
    const session = await own.stripe.checkout.sessions.retrieve(id);
    expect(session.status).toBe('expired');
    const events = await own.stripe.events.list({ types: ['checkout.session.expired'] });
    expect(events.data).toHaveLength(1);
  } finally {
    await own.stop();
  }
});
