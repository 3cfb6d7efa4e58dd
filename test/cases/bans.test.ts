import { randomUUID } from 'node:crypto';
import { failedProofsMax } from '#domain/access/failed-proofs';
import { openOrdersMax } from '#domain/orders/open-orders';
import { serverKey } from '#test/callers';
import { anAddress, api, initiate } from '#test/cloud';
import { aProduct, paid } from '#test/guests';
import { ops } from '#test/operator';
import { expectProblem } from '#test/problems';

/** A request from another address than all other tests send theirs. */
async function from(address: string, method: string, path: string, headers = {}) {
  const bodies = { POST: path === link ? { password } : order, PATCH: { name: 'Awa Diop' } };
  const body = bodies[method as keyof typeof bodies];
  const given = { 'x-forwarded-for': address, ...headers };
  const reply = await api(method, path, { headers: given, body, asGuest: true });
  const { status, body: answer } = reply;
  return { status, body: answer, retryAfter: reply.headers.get('retry-after') };
}

const order = { orderId: `ord_${'0'.repeat(26)}`, method: 'card' };
const password = 'Un bateau bleu, 3 voiles';
const guesser = '192.0.2.7';
const wrong = { 'x-client-token': `ct_${'a'.repeat(43)}` };
const unknown = '0'.repeat(26);
const link = `/v1/activations/at_${'a'.repeat(43)}`;

const guesses: [string, string, object, number][] = [
  ['GET', `/v1/payments/pay_${unknown}`, wrong, 404],
  ['POST', `/v1/payments/pay_${unknown}/cancel`, wrong, 404],
  ['PATCH', `/v1/payments/pay_${unknown}/customer`, wrong, 404],
  ['POST', '/v1/payments', wrong, 401],
  ['GET', `/v1/orders/ord_${unknown}`, wrong, 404],
  ['GET', `/v1/orders/ord_${unknown}/files/fil_${unknown}`, wrong, 404],
  ['GET', `/v1/invoices/inv_${unknown}`, wrong, 404],
  ['GET', `/v1/invoices/inv_${unknown}/pdf`, wrong, 404],
  ['GET', link, {}, 410],
  ['POST', link, {}, 410],
  ['GET', '/v1/payments', { 'x-api-key': 'pgk_guessed' }, 401],
];

test('who guesses keys, tokens and links is refused for an hour; valid ones pass from there', async () => {
  for (const [method, path, headers, status] of guesses)
    expect((await from(guesser, method, path, headers)).status).toBe(status);
  const guess = (text: string) => from(guesser, 'GET', '/v1/payments', { 'x-api-key': text });
  // One after the other: each that comes at the same time starts a worker of its own.
  for (let sent = guesses.length; sent < failedProofsMax.address; sent++) await guess(randomUUID());

  for (const [method, path, headers] of guesses) {
    const { status, body, retryAfter } = await from(guesser, method, path, headers);
    expect([path, status, body?.code]).toEqual([path, 429, 'banned']);
    expect(Number(retryAfter)).toBeGreaterThan(3_500);
    expect(Number(retryAfter)).toBeLessThanOrEqual(3_600);
  }

  const { headers: key } = await serverKey(['payments:read']);
  expect((await from(guesser, 'GET', '/v1/payments', key)).status).toBe(200);
  const { id, clientToken } = await initiate();
  const held = { 'x-client-token': clientToken };
  expect((await from(guesser, 'GET', `/v1/payments/${id}`, held)).status).toBe(200);

  const listed = await ops('bans', 'list');
  expect(listed.text).toMatch(/^address#[\w-]{22}: until 20.*, the 1\. time in a row$/m);
  expect(listed.text).not.toContain(guesser);
  expect(await ops('bans', 'lift', '--address', guesser)).toMatchObject({ code: 0 });
  const again = await ops('bans', 'lift', '--address', guesser);
  expect(again.text).toMatch(/is not banned\.$/);
  expect(again.code).toBe(1);
});

test('an operator bans an address by hand', async () => {
  const address = '2001:db8::7';
  const added = await ops('bans', 'add', '--address', address, '--hours', '2');
  expect(added.text).toMatch(/by an operator$/);
  const { status, retryAfter } = await from(address, 'GET', '/v1/payments', { 'x-api-key': 'no' });
  expect(status).toBe(429);
  expect(Number(retryAfter)).toBeGreaterThan(7_100);
  expect((await ops('bans', 'add', '--address', 'nowhere')).code).toBe(2);
});

test('a stranger has twenty unpaid orders; who comes from elsewhere, or pays one, may order', async () => {
  const product = await aProduct();
  const [email, here] = [anAddress(), '192.0.2.8'];
  const lines = [{ productId: product.id, quantity: 1 }];
  const orderFrom = (address: string) => {
    const headers = { 'x-forwarded-for': address };
    const body = { customer: { email, name: 'Awa Diop' }, lines };
    return api('POST', '/v1/orders', { headers, body, asGuest: true });
  };
  const first = await orderFrom(here);
  for (let n = 1; n < openOrdersMax.orders; n++) expect((await orderFrom(here)).status).toBe(201);
  const refused = await orderFrom(here);
  expectProblem(refused, 429, 'too_many_orders');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(23 * 3_600);

  expect((await orderFrom('192.0.2.9')).status).toBe(201);
  await paid(first.body);
  expect((await orderFrom(here)).status).toBe(201);
});
