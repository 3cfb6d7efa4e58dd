import { as } from '#test/callers';
import { eventually, type Json, mails, press, token } from '#test/cloud';

/** A product for 30 EUR, as an administrator puts it on the price list. */
export async function aProduct(): Promise<Json> {
  const { body } = await as(await token({ role: 'admin' }), 'POST', '/v1/admin/products', {
    name: 'Chaise paillée',
    description: 'Une chaise',
    unitAmount: 3_000,
    currency: 'EUR',
    vatRate: 2_000,
    supplies: 'goods',
  });
  return body;
}

/** A stranger's order, as it was created. */
export async function anOrderOf(
  email: string,
  productId: string,
  more: object = {},
): Promise<Json> {
  const reply = await as({}, 'POST', '/v1/orders', {
    customer: { email, name: 'Awa Diop' },
    lines: [{ productId, quantity: 2 }],
    ...more,
  });
  if (reply.status !== 201) throw new Error(`no order: ${reply.status} ${reply.text}`);
  return reply.body;
}

/** Pays it on the simulated page. */
export async function payFor({ id, clientToken }: Json): Promise<void> {
  const pay = { orderId: id, method: 'card' };
  const { body } = await as({ 'x-client-token': clientToken }, 'POST', '/v1/payments', pay);
  await press(body, 'pay');
}

/** Pays it, and answers it once it has its customer. */
export async function paid(order: Json): Promise<Json> {
  await payFor(order);
  const admin = await token({ role: 'admin' });
  return eventually(async () => {
    const { body: seen } = await as(admin, 'GET', `/v1/orders/${order.id}`);
    return seen.status === 'in_progress' && seen;
  });
}

/** The tokens in the mails with a link that this address got, the oldest first. */
export async function tokensMailedTo(to: string): Promise<string[]> {
  const found = (await mails({ to })).flatMap(
    ({ body }) => /\/activate\?lang=fr#(at_[\w-]{43})/.exec(body.text ?? '')?.[1] ?? [],
  );
  return [...new Set(found)];
}

/** Waits for the n-th link, and answers its token. */
export const mailedToken = (to: string, nth = 1): Promise<string> =>
  eventually(async () => (await tokensMailedTo(to))[nth - 1], { what: `no link came to ${to}` });
