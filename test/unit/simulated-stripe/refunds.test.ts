import { eventually } from '#test/eventually';
import { anOrder, aSessionFor, click, notificationsOf, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

/** A paid order of 468,00 € and its payment intent. */
async function paidOrder() {
  const metadata = anOrder();
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  const paid = await world.stripe.checkout.sessions.retrieve(session.id);
  return { metadata, intent: String(paid.payment_intent) };
}

const refund = (payment_intent: string, amount?: number, metadata = {}) =>
  world.stripe.refunds.create({ payment_intent, amount, metadata });

test('refunds add up to the charge and never exceed it', async () => {
  const { intent, metadata } = await paidOrder();
  await expect(refund(intent, 46_801)).rejects.toThrow(/greater than charge amount/);
  const first = await refund(intent, 40_000, metadata);
  expect(first).toMatchObject({ status: 'succeeded', amount: 40_000, currency: 'eur', metadata });
  await expect(refund(intent, 6_801)).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    message: expect.stringContaining('greater than unrefunded amount on charge'),
  });
  expect(await refund(intent)).toMatchObject({ amount: 6_800 });
  await expect(refund(intent)).rejects.toMatchObject({ code: 'charge_already_refunded' });
  await expect(refund(intent, 0)).rejects.toMatchObject({ code: 'parameter_invalid_integer' });

  const charge = await world.stripe.charges.retrieve(String(first.charge));
  expect(charge).toMatchObject({ amount_refunded: 46_800, refunded: true });
  const listed = await world.stripe.refunds.list({ payment_intent: intent });
  expect(listed.data.map(({ amount }) => amount)).toEqual([6_800, 40_000]);
  await eventually(() => notificationsOf(world, 'charge.refunded', metadata).length === 2);
  await eventually(() => notificationsOf(world, 'refund.created', metadata).length === 1);
});

test('an unpaid intent cannot be refunded', async () => {
  const intent = await world.stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  await expect(refund(intent.id)).rejects.toMatchObject({ statusCode: 400 });
});

test('a refund that fails later returns its sum to the charge', async () => {
  const { intent, metadata } = await paidOrder();
  const { id, charge } = await refund(intent, 10_000, metadata);
  await world.control('POST', `/refunds/${id}`, { status: 'failed' });

  expect(await world.stripe.refunds.retrieve(id)).toMatchObject({ status: 'failed' });
  const after = await world.stripe.charges.retrieve(String(charge));
  expect(after).toMatchObject({ amount_refunded: 0, refunded: false });
  await eventually(() => notificationsOf(world, 'refund.failed', metadata).length === 1);
});

test('a refund made in the dashboard is notified like any other', async () => {
  const { intent, metadata } = await paidOrder();
  const { body } = await world.control('POST', '/dashboard-refunds', {
    payment_intent: intent,
    amount: 800,
  });
  expect(await world.stripe.refunds.retrieve(body.id)).toMatchObject({ amount: 800 });
  await eventually(() => notificationsOf(world, 'charge.refunded', metadata).length === 1);
});

test('a disputed charge cannot be refunded until the dispute is won', async () => {
  const { intent } = await paidOrder();
  const move = (status: string) =>
    world.control('POST', '/disputes', { payment_intent: intent, status });
  const { body } = await move('needs_response');
  await expect(refund(intent)).rejects.toMatchObject({ code: 'charge_disputed' });
  await move('won');

  expect(await world.stripe.disputes.retrieve(body.id)).toMatchObject({
    status: 'won',
    payment_intent: intent,
  });
  await expect(refund(intent)).resolves.toMatchObject({ amount: 46_800 });
  const told = () =>
    world.receiver.received
      .map((received) => JSON.parse(received.body))
      .filter((event) => event.data.object.id === body.id)
      .map((event) => event.type)
      .sort();
  await eventually(() => told().length === 2);
  expect(told()).toEqual(['charge.dispute.closed', 'charge.dispute.created']);
});
