import type { Payment } from '#domain/payments/payment';
import { known, type Shop, setup, unknown } from './paypal-shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await setup();
});
afterEach(() => shop.stop());

const threeHours = { advanceSeconds: 3 * 60 * 60 + 1 };

/** PayPal has forgotten the order. */
async function forgotten(changes: Partial<Payment> = {}): Promise<Payment> {
  const payment = await shop.open(changes);
  await shop.control('POST', '/clock', threeHours);
  return payment;
}

test('an order that PayPal has forgotten has expired, once the payment’s time is over', async () => {
  const payment = await forgotten();
  expect(await shop.provider.status(payment)).toEqual({ kind: 'absent' });
  shop.clock.now = new Date(payment.expiresAt);
  expect(await shop.provider.status(payment)).toEqual(known(payment, { state: 'expired' }));
});

test('a processing payment is not given up because PayPal forgot the order', async () => {
  const payment: Payment = { ...(await forgotten()), status: 'processing' };
  shop.clock.now = new Date(payment.expiresAt);
  expect(await shop.provider.status(payment)).toEqual({ kind: 'absent' });
});

test('an id from somebody else does not end a payment', async () => {
  const { providerReference, ...payment } = await forgotten();
  shop.clock.now = new Date(payment.expiresAt);
  expect(await shop.provider.status(payment, providerReference)).toEqual({ kind: 'absent' });
});

test('a forgotten order can be cancelled', async () => {
  expect(await shop.provider.cancel(await forgotten())).toEqual({ kind: 'cancelled' });
});

test('a reversed approval is reported, and nothing is captured', async () => {
  const payment = await shop.open();
  await shop.decide(payment, 'later');
  await shop.control('POST', '/clock', threeHours);
  expect(await shop.provider.status(payment)).toEqual({ kind: 'absent' });
  expect(await shop.charges(payment)).toEqual([]);
});

const tokensAsked = () => shop.sent.filter(({ path }) => path === '/v1/oauth2/token').length;

test('one access token serves until a minute before it expires', async () => {
  const payment = await shop.open();
  await Promise.all([1, 2, 3].map(() => shop.provider.status(payment)));
  expect(tokensAsked()).toBe(1);
  const start = shop.clock.now.getTime();
  shop.clock.now = new Date(start + (32_400 - 61) * 1000);
  await shop.provider.status(payment);
  expect(tokensAsked()).toBe(1);
  shop.clock.now = new Date(start + (32_400 - 59) * 1000);
  await shop.provider.status(payment);
  expect(tokensAsked()).toBe(2);
});

test('several that need the first token at once request one', async () => {
  await Promise.all([1, 2, 3].map(() => shop.open()));
  expect(tokensAsked()).toBe(1);
});

test('a token that PayPal has forgotten is replaced, without any effect on callers', async () => {
  const payment = await shop.open();
  await shop.control('POST', '/tokens/expire');
  expect(await shop.provider.status(payment)).toEqual(known(payment, { state: 'pending' }));
  expect(tokensAsked()).toBe(2);
});

test('a wrong secret is not a refusal: the outcome is unknown, and PayPal is not asked for ever', async () => {
  const stranger = shop.providerWith({ clientSecret: 'wrong' });
  const payment = await shop.open();
  const before = tokensAsked();
  const answer = await stranger.status(payment);
  expect(answer.kind === 'unknown' && String(answer.cause)).toMatch(/PayPal answered 401/);
  expect(tokensAsked()).toBe(before + 1);
});

test('a token that PayPal always refuses is tried twice', async () => {
  const fetch = async (url: unknown) =>
    String(url).endsWith('/token')
      ? Response.json({ access_token: 'A21', expires_in: 32_400 })
      : Response.json({ error: 'invalid_token' }, { status: 401 });
  const payment = await shop.open();
  const provider = shop.providerWith({ fetch });
  expect((await provider.status(payment)).kind).toBe('unknown');
});

test.each([
  [404, '<h1>Not Found</h1>'],
  [404, '{"message": "no Route matched with those values"}'],
  [200, '<!doctype html><title>Welcome</title>'],
  [200, '{}'],
  [200, 'null'],
  [502, '<h1>Bad Gateway</h1>'],
])('with a valid token, an answer of %i %s is unknown', async (status, body) => {
  const fetch = async (url: unknown) =>
    String(url).endsWith('/token')
      ? Response.json({ access_token: 'A21', expires_in: 32_400 })
      : new Response(body, { status });
  const provider = shop.providerWith({ fetch });
  const payment = { ...(await shop.open()), providerTransaction: '3C679366HH908993F' };
  shop.clock.now = new Date(payment.expiresAt);
  expect(await provider.status(payment)).toEqual(unknown);
  expect(await provider.cancel(payment)).toEqual(unknown);
  expect(await provider.moneyBack(payment)).toEqual(unknown);
  expect(await provider.ownerOf('3C679366HH908993F')).toEqual(unknown);
});
