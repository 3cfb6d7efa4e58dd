import { type Key, keys } from '#stores/keys';
import { as } from '#test/callers';
import { anAddress } from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { anOrderOf, aProduct, mailedToken, paid } from '#test/guests';
import { expectProblem } from '#test/problems';
import { mainTable } from '#test/stored-members';

/** As if the mails to this guest, or invited person, had been sent days ago. */
const ageMailsOf = async (key: Key) =>
  (await mainTable()).write({
    update: {
      key,
      expression: 'SET activationMails.lastAt = :at',
      values: { ':at': '2026-11-21T10:00:00.000Z' },
      condition: { expression: 'attribute_exists(activationMails)' },
    },
  });

const preview = (token: string) => as({}, 'GET', `/v1/activations/${token}`);

test('who asks again later gets a new link, which replaces the old one and no other', async () => {
  const email = anAddress();
  const { customerId } = await paid(await anOrderOf(email, (await aProduct()).id));
  const first = await mailedToken(email);
  const { owner } = await anAccount();
  expect((await as(owner, 'POST', '/v1/members', { email })).status).toBe(201);
  const invitation = await mailedToken(email, 2);

  await ageMailsOf(keys.customer(customerId));
  expect((await as({}, 'POST', '/v1/activations', { email })).status).toBe(202);
  const next = await mailedToken(email, 3);

  expectProblem(await preview(first), 410, 'activation_gone');
  expect((await preview(invitation)).status).toBe(200);
  expect((await preview(next)).status).toBe(200);
});

test('so does an invited person, and is invited by the new one alone', async () => {
  const email = anAddress();
  const { owner, id } = await anAccount();
  const { body: member } = await as(owner, 'POST', '/v1/members', { email });
  const invitation = await mailedToken(email);

  await ageMailsOf(keys.member(id, member.id));
  expect((await as({}, 'POST', '/v1/activations', { email })).status).toBe(202);
  const next = await mailedToken(email, 2);

  expectProblem(await preview(invitation), 410, 'activation_gone');
  expect((await preview(next)).status).toBe(200);
});

test('a guest whose address an administrator corrects gets the link there', async () => {
  const [wrong, email, taken] = [anAddress(), anAddress(), anAddress()];
  const { id: productId } = await aProduct();
  const { customerId } = await paid(await anOrderOf(wrong, productId));
  await paid(await anOrderOf(taken, productId));
  const first = await mailedToken(wrong);
  const { admin } = await anAccount();
  const correct = (address: string) =>
    as(admin, 'PATCH', `/v1/admin/customers/${customerId}`, { email: address });

  expectProblem(await correct(taken), 409, 'mailbox_taken');
  expect((await correct(email)).body).toMatchObject({ id: customerId, email, state: 'inactive' });
  expectProblem(await preview(first), 410, 'activation_gone');
  expect((await preview(await mailedToken(email))).status).toBe(200);
});
