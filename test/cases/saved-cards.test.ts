import { as } from '#test/callers';
import { endpoints, eventually, type Json, request } from '#test/cloud';
import { type Account, anAccount, payForPro } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';

const path = '/v1/billing/payment-methods';

const cardsOf = async ({ member }: Account): Promise<Json[]> =>
  (await as(member, 'GET', path)).body.data;

/** Pays on the mobile sheet, and saves the card there. */
async function saveCard({ member }: Account): Promise<void> {
  const { action } = (await payForPro(member, { action: 'sdk' })).body;
  const intent = action.clientSecret.split('_secret_')[0];
  await request('POST', `${endpoints.providers.stripe}/_sim/payment_intents/${intent}/confirm`, {
    body: { outcome: 'pay' },
  });
}

test('a customer sees the cards they saved, and their owner chooses and removes them', async () => {
  const [account, other] = [await anAccount(), await anAccount()];
  const { id, owner, member, admin } = account;
  expect(await cardsOf(account)).toEqual([]);
  await saveCard(account);
  await saveCard(account);
  const [newest, oldest] = await eventually(async () => {
    const cards = await cardsOf(account);
    return cards.length === 2 && cards;
  });
  const visible = {
    method: 'card',
    brand: 'visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2034,
  };
  expect(newest).toEqual({ id: newest!.id, ...visible, isDefault: true });
  const [oldOne, newOne] = [`${path}/${oldest!.id}`, `${path}/${newest!.id}`];

  expectProblem(await as(member, 'PUT', `${oldOne}/default`), 403, 'forbidden');
  expectProblem(await as(member, 'DELETE', oldOne), 403, 'forbidden');
  for (const [method, address] of [
    ['PUT', `${oldOne}/default`],
    ['DELETE', oldOne],
  ] as const)
    expectProblem(await as(other.owner, method, address), 404, 'payment_method_not_found');

  const chosen = await as(owner, 'PUT', `${oldOne}/default`);
  expect(chosen.body).toEqual({ ...oldest, isDefault: true });
  expect((await cardsOf(account)).map(({ isDefault }) => isDefault)).toEqual([false, true]);

  expect((await as(owner, 'DELETE', oldOne)).status).toBe(204);
  expectProblem(await as(owner, 'DELETE', oldOne), 404, 'payment_method_not_found');
  expect(await cardsOf(account)).toEqual([{ ...newest, isDefault: true }]);
  expect((await as(admin, 'DELETE', `${newOne}?customerId=${id}`)).status).toBe(204);
  expect(await cardsOf(account)).toEqual([]);

  const { data } = (await as(admin, 'GET', '/v1/admin/audit?limit=100')).body;
  const acts = data.filter(({ subject }: Json) => [oldest!.id, newest!.id].includes(subject));
  expect(acts.map(({ action }: Json) => action)).toEqual([
    'payment_method.removed',
    'payment_method.removed',
    'payment_method.preferred',
  ]);
  expect(JSON.stringify(acts)).not.toContain('4242');
});
