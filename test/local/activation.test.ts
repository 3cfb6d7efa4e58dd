import { BrowserSession } from '#test/browser-session';
import { as } from '#test/callers';
import { anAddress, eventually, type Json, logLines, mails, signIn } from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { anOrderOf, aProduct, mailedToken, paid, tokensMailedTo } from '#test/guests';
import { expectProblem } from '#test/problems';

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

test('a guest buys, reads the mail, sets a password, signs in and sees the order', async () => {
  const { email, order, token } = await aGuest();
  const stranger = await signIn({ email });
  expect(await ordersOf(stranger)).toEqual([]);

  const preview = await as({}, 'GET', path(token));
  expect(preview.body).toMatchObject({
    email: 'b…@e….com',
    purpose: 'customer',
    hasPassword: false,
  });
  const weak = await as({}, 'POST', path(token), { password: 'bateau' });
  expectProblem(weak, 422, 'weak_password');
  expect(weak.body.errors).toHaveLength(4);
  expect((await as({}, 'POST', path(token), { password })).status).toBe(204);
  expect((await as({}, 'POST', path(token), { password })).status).toBe(204);

  const browser = new BrowserSession();
  await browser.signIn({ email, password });
  const { body: seen } = await browser.page('GET', '/v1/orders');
  expect(seen.data.map(({ id }: Json) => id)).toEqual([order.id]);
  const member = await signIn({ email });
  expect(await ordersOf(member)).toEqual([order.id]);
  const { body: people } = await as(member, 'GET', '/v1/members');
  expect(people.data).toMatchObject([{ email, role: 'owner', customerId: order.customerId }]);

  const letters = await eventually(async () => {
    const found = await mails({ to: email });
    return found.length >= 2 && found;
  });
  const confirmation = letters.find(({ attachments }) => attachments.length > 0)!;
  expect(confirmation.body.text).toContain('Un compte vous attend');
  expect(confirmation.body.text).not.toContain('at_');
  const lines = (await logLines()).join('\n');
  expect(lines).not.toContain(token);
  expect(lines).not.toContain(email);
});

test('a new link replaces the old one; strangers and repetitions are answered alike', async () => {
  const { email, token } = await aGuest();
  const ask = (address: string) => as({}, 'POST', '/v1/activations', { email: address });
  const stranger = anAddress();
  // The first link was mailed less than a minute ago.
  await ask(email);
  const [known, unknown] = [await ask(email), await ask(stranger)];
  expect([known.status, known.text]).toEqual([202, unknown.text]);
  expect(unknown.status).toBe(202);
  expect((await as({}, 'GET', path(token))).status).toBe(200);
  expect(await tokensMailedTo(stranger)).toEqual([]);
  expectProblem(
    await as({}, 'POST', path(`at_${'x'.repeat(43)}`), { password }),
    410,
    'activation_gone',
  );
  expectProblem(await as({}, 'GET', path('at_1')), 410, 'activation_gone');
});

test('an order for a member’s address is answered as any, is theirs, and sends no link', async () => {
  const { email, order, token } = await aGuest();
  await as({}, 'POST', path(token), { password });
  const again = await paid(await anOrderOf(email, productId));
  expect(again).toMatchObject({ account: 'member', customerId: order.customerId, isGuest: true });
  expect(await ordersOf(await signIn({ email }))).toEqual([again.id, order.id]);
  expect(await tokensMailedTo(email)).toEqual([token]);
});

test('an invited person gets the same kind of link, and signs in for the customer that invites', async () => {
  const { id, owner } = await anAccount();
  const email = anAddress();
  await as(owner, 'POST', '/v1/members', { email, name: 'Koffi' });
  const token = await mailedToken(email);
  expect((await as({}, 'GET', path(token))).body).toMatchObject({ purpose: 'member' });
  expect((await as({}, 'POST', path(token), { password })).status).toBe(204);
  const browser = new BrowserSession();
  await browser.signIn({ email, password });
  const { body } = await browser.page('GET', '/v1/session');
  expect(body).toMatchObject({ email, roles: ['member'], customerId: id });
});
