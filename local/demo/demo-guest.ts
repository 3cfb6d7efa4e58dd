import { randomUUID } from 'node:crypto';
import { type Cloud, demonstrateIn, eventually, mailsTo, openCloud } from './demo-cloud.ts';

/**
 * npm run demo -- guest
 *
 * A stranger buys from the price list, pays, gets a link by mail, sets a password, signs in and
 * finds the order again: by HTTP and the mailbox alone.
 */
process.env.TZ = 'UTC';

type Answer = { [field: string]: string } & { action: { url: string }; data: { id: string }[] };

const password = 'Un bateau bleu, 3 voiles';

const cloud = await openCloud();
await demonstrateIn(cloud, demonstrate);

async function demonstrate({ controlUrl }: Cloud): Promise<void> {
  const email = `awa-${randomUUID().slice(0, 8)}@example.com`;
  const product = await call('POST', '/v1/admin/products', await adminOf(controlUrl), {
    name: 'Chaise paillée',
    description: 'Une chaise en hêtre',
    unitAmount: 4_500,
    currency: 'EUR',
    vatRate: 2_000,
    supplies: 'goods',
  });
  const order = await call(
    'POST',
    '/v1/orders',
    {},
    {
      customer: { email, name: 'Awa Diop' },
      lines: [{ productId: product.id, quantity: 2 }],
    },
  );
  console.log(`  order       ${order.id}, ${order.total} ${order.currency} in minor units`);
  const holder = { 'x-client-token': order.clientToken! };
  const payment = await call('POST', '/v1/payments', holder, { orderId: order.id, method: 'card' });
  await post(payment.action.url, { outcome: 'pay' });
  const token = await eventually('the link', () => tokenMailedTo(email));
  console.log(`  mail        a link to ${email}`);

  const link = `/v1/activations/${token}`;
  const preview = await call('GET', link, {});
  console.log(`  link        is for ${preview.email}`);
  const weak = await call('POST', link, {}, { password: 'bateau' }).catch((error: Error) => error);
  console.log(`  weak        ${(weak as Error).message}`);
  await call('POST', link, {}, { password });
  console.log('  account     active');

  const cookie = await signIn(email);
  const page = { cookie, 'x-peage-page': '1' };
  const { data } = await call('GET', '/v1/orders', page);
  console.log(`  signed in   sees ${data.map(({ id }) => id).join(', ')}`);
  if (data.length !== 1 || data[0]?.id !== order.id) throw new Error('the order is not theirs');
}

async function tokenMailedTo(email: string): Promise<string | undefined> {
  const texts = (await mailsTo(cloud, email)).map(({ body }) => body.text ?? '');
  return texts.flatMap((text) => /\/activate\?\S*#(at_[\w-]{43})/.exec(text)?.[1] ?? [])[0];
}

/** As a browser does: to the form, with address and password, and back with a code. */
async function signIn(username: string): Promise<string> {
  const { api } = cloud.endpoints;
  const begun = await fetch(`${api}/auth/sign-in?lang=fr`, { redirect: 'manual' });
  const typed = await post(begun.headers.get('location')!, { username, password });
  const back = await fetch(typed.headers.get('location')!, {
    redirect: 'manual',
    headers: { cookie: cookiesOf(begun) },
  });
  return cookiesOf(back);
}

function cookiesOf({ headers }: Response): string {
  const pairs = headers.getSetCookie().map((text) => text.split(';')[0]);
  return pairs.join('; ');
}

function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

async function adminOf(controlUrl: string): Promise<Record<string, string>> {
  const body = JSON.stringify({ role: 'admin' });
  const response = await fetch(`${controlUrl}/tokens`, { method: 'POST', body });
  const { token } = (await response.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

/** @throws Error with the problem's own words. */
async function call(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${cloud.endpoints.api}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const answer = response.status === 204 ? {} : ((await response.json()) as Answer);
  if (!response.ok) throw new Error(`${response.status} ${(answer as Answer).code}`);
  return answer as Answer;
}
