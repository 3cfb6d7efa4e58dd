import { as } from '#test/callers';
import { anAddress, control, type Json, signIn } from '#test/cloud';
import { anOrderOf, aProduct, mailedToken, paid, tokensMailedTo } from '#test/guests';

const password = 'Un bateau bleu, 3 voiles';
const path = (token: string) => `/v1/activations/${token}`;

let productId: string;
beforeAll(async () => {
  productId = (await aProduct()).id;
});

/** A guest whose order is paid, with the first link. */
async function aGuest() {
  const email = anAddress();
  const order = await paid(await anOrderOf(email, productId));
  return { email, order, token: await mailedToken(email) };
}

const ordersOf = async (headers: Record<string, string>): Promise<string[]> =>
  ((await as(headers, 'GET', '/v1/orders')).body.data ?? []).map(({ id }: Json) => id);

test('orders of one address that complete together make one customer and send one link', async () => {
  const email = anAddress();
  const orders = await Promise.all([1, 2, 3, 4].map(() => anOrderOf(email, productId)));
  const done = await Promise.all(orders.map(paid));
  const customers = new Set(done.map(({ customerId }) => customerId));
  expect(customers.size).toBe(1);
  expect(done.map(({ account }) => account).sort()).toEqual([
    'inactive',
    'inactive',
    'inactive',
    'made',
  ]);
  await mailedToken(email);
  const later = await paid(await anOrderOf(email.toUpperCase(), productId));
  expect(later).toMatchObject({ account: 'inactive', customerId: [...customers][0] });
  expect(await tokensMailedTo(email)).toHaveLength(1);
});

test.each([
  ['cognito-idp', 'AdminCreateUser', 'killAfter'],
  ['cognito-idp', 'AdminSetUserPassword', 'killBefore'],
  ['cognito-idp', 'AdminSetUserPassword', 'killAfter'],
  ['dynamodb', 'TransactWriteItems', 'killBefore'],
  ['dynamodb', 'TransactWriteItems', 'killAfter'],
] as const)('a crash (%s %s, %s) costs nobody the link', async (service, operation, fault) => {
  const { email, order, token } = await aGuest();
  await control('POST', '/faults', {
    function: 'activations/activate-account',
    service,
    operation,
    fault,
  });
  const crashed = await as({}, 'POST', path(token), { password });
  expect(crashed.status).toBeGreaterThanOrEqual(500);
  expect((await as({}, 'POST', path(token), { password })).status).toBe(204);
  expect(await ordersOf(await signIn({ email }))).toEqual([order.id]);
});
