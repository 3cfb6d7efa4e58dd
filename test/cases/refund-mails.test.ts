import { randomUUID } from 'node:crypto';
import {
  anAddress,
  api,
  eventually,
  getPayment,
  type Json,
  type Mail,
  mails,
  press,
  settledAs,
  stripe,
} from '#test/cloud';
import { initiateMarked } from '#test/trouble';

const admin = 'admin@shop.example';

async function paidPayment(changes: object = {}) {
  const { payment, mark } = await initiateMarked(changes);
  await press(payment, 'pay');
  return { payment: await settledAs(payment.id, 'completed'), mark: mark as { test: string } };
}

/** The mails about a payment whose subject starts like this, once there is one. */
async function mailsAbout(payment: Json, to: string, subject: string): Promise<Mail[]> {
  const found = async () =>
    (await mails({ to, about: payment.id })).filter((mail) => mail.subject.startsWith(subject));
  return eventually(async () => (await found()).length > 0 && found(), {
    what: `no mail "${subject}" to ${to}`,
  });
}

/** Long enough for a mail that should not have been sent. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_500));

const refund = (id: string, body: object) =>
  api('POST', `/v1/payments/${id}/refunds`, {
    body: { reason: 'requested_by_customer', ...body },
    headers: { 'idempotency-key': randomUUID() },
  });

/** What Stripe itself holds of the money, by the mark in its metadata. */
async function chargeOf({ test: text }: { test: string }) {
  const charges = await stripe('GET', '/_sim/charges');
  return charges.find((charge: object) => JSON.stringify(charge).includes(text));
}

test('the buyer gets a mail about a refund, and the admin too, once each', async () => {
  const email = anAddress();
  const { payment } = await paidPayment({ customer: { email, name: 'Awa Diop' } });
  const { body } = await refund(payment.id, { amount: 20_000 });
  await mailsAbout(payment, email, 'Votre remboursement');
  await mailsAbout(payment, admin, 'Remboursement effectué');
  await quiet();

  const [toBuyer, ...moreToBuyer] = await mailsAbout(payment, email, 'Votre remboursement');
  expect(moreToBuyer).toEqual([]);
  for (const fact of ['200,00\u00a0€', '468,00\u00a0€', '268,00\u00a0€', body.id])
    expect(toBuyer!.body.text).toContain(fact);
  const [toAdmin, ...moreToAdmin] = await mailsAbout(payment, admin, 'Remboursement effectué');
  expect(moreToAdmin).toEqual([]);
  for (const fact of ['200,00\u00a0€', 'Awa Diop', email, body.id])
    expect(toAdmin!.body.text).toContain(fact);
});

test('the admin gets a mail about a refund that fails afterwards', async () => {
  const { payment } = await paidPayment();
  await refund(payment.id, {});
  await mailsAbout(payment, admin, 'Remboursement effectué');
  const events = await stripe('GET', '/_sim/events');
  const created = events.find(
    (event: { type: string }) =>
      event.type === 'refund.created' && JSON.stringify(event).includes(payment.id),
  );
  await stripe('POST', `/_sim/refunds/${created.data.object.id}`, { status: 'failed' });
  const [mail] = await mailsAbout(payment, admin, 'Remboursement échoué');
  expect(mail!.body.text).toContain('Encore remboursable\u00a0: 468,00\u00a0€');
});

test('the admin gets mails about a dispute and its end', async () => {
  const { payment, mark } = await paidPayment();
  const { payment_intent } = await chargeOf(mark);
  await stripe('POST', '/_sim/disputes', { payment_intent, status: 'needs_response' });
  const [opened] = await mailsAbout(payment, admin, 'Litige ouvert');
  expect(opened!.body.text).toContain('468,00\u00a0€');
  await stripe('POST', '/_sim/disputes', { payment_intent, status: 'lost' });
  await mailsAbout(payment, admin, 'Litige perdu');
});

test.each([
  ['wrongAmount', '234,00\u00a0€'],
  ['wrongCurrency', '46800\u00a0USD (unités mineures)'],
])(
  'the admin gets a mail about %s: the amount paid and the amount requested',
  async (fault, written) => {
    const { payment, mark } = await initiateMarked();
    await stripe('POST', '/_sim/faults', { on: 'payment', metadata: mark, fault });
    await press(payment, 'pay');
    const [mail] = await mailsAbout(payment, admin, 'À vérifier');
    for (const fact of [written, '468,00\u00a0€']) expect(mail!.body.text).toContain(fact);
    expect((await getPayment(payment.id)).status).toBe('review');
  },
);
