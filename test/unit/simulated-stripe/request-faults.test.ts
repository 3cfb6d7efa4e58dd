import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { eventually } from '#test/eventually';
import { anOrder, aSessionFor, click, clientFor, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

/** Creates a session for a new order while something goes wrong. */
async function createWith(fault: object) {
  const metadata = anOrder();
  const path = '/v1/checkout/sessions';
  await world.control('POST', '/faults', {
    on: 'request',
    method: 'POST',
    path,
    metadata,
    ...fault,
  });
  const idempotencyKey = randomUUID();
  const createAs = (client: Stripe) =>
    client.checkout.sessions.create(aSessionFor(metadata), { idempotencyKey });
  const create = () => createAs(world.stripe);
  // For faults that leave the client without any answer.
  const createHastily = () => createAs(clientFor(world.simulated.url, undefined, 300));
  const made = async () => {
    const { data } = await world.stripe.checkout.sessions.list({ limit: 100 });
    return data.filter((session) => session.metadata?.order === metadata.order);
  };
  return { create, createHastily, made };
}

test.each([
  ['500', { type: 'StripeAPIError', statusCode: 500 }],
  ['429', { type: 'StripeRateLimitError', statusCode: 429 }],
])('%s: an error, and no session was created', async (fault, expected) => {
  const { create, made } = await createWith({ fault });
  await expect(create()).rejects.toMatchObject(expected);
  expect(await made()).toHaveLength(0);
});

test('hang: an error, and no session was created', async () => {
  const { createHastily, made } = await createWith({ fault: 'hang' });
  await expect(createHastily()).rejects.toMatchObject({ type: 'StripeConnectionError' });
  expect(await made()).toHaveLength(0);
});

describe('the client learns nothing, the session exists, the same key finds it', () => {
  test.each([
    // The client itself repeats once after a reset, with the same key; the second is reset as well.
    ['actThenReset', 2],
    ['truncate', 1],
  ])('%s', async (fault, times) => {
    const { create, made } = await createWith({ fault, times });
    await expect(create()).rejects.toMatchObject({ type: 'StripeConnectionError' });
    const [session] = await made();
    expect((await create()).id).toBe(session!.id);
    expect(await made()).toHaveLength(1);
  });

  test('actThenTimeout', async () => {
    const { create, createHastily, made } = await createWith({ fault: 'actThenTimeout' });
    await expect(createHastily()).rejects.toMatchObject({ type: 'StripeConnectionError' });
    // The client may lose its patience before the request is even read.
    const session = await eventually(async () => (await made())[0]);
    expect((await create()).id).toBe(session.id);
    expect(await made()).toHaveLength(1);
  });
});

test('a fault of reading can be selected by the metadata of the object', async () => {
  const metadata = anOrder();
  const { id } = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await world.control('POST', '/faults', { on: 'request', method: 'GET', metadata, fault: '429' });
  await expect(world.stripe.checkout.sessions.retrieve(id)).rejects.toMatchObject({
    statusCode: 429,
  });
  await expect(world.stripe.checkout.sessions.retrieve(id)).resolves.toMatchObject({ id });
});

test.each([
  ['wrongAmount', { amount: 500 }, { amount: 500, currency: 'eur' }],
  ['wrongCurrency', {}, { amount: 46_800, currency: 'usd' }],
])('%s: the buyer pays something else, and every object says so', async (fault, more, paid) => {
  const metadata = anOrder();
  await world.control('POST', '/faults', { on: 'payment', metadata, fault, ...more });
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  const after = await world.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge'],
  });
  expect(after).toMatchObject({ amount_total: paid.amount, currency: paid.currency });
  expect(after.payment_intent).toMatchObject({ amount_received: paid.amount, latest_charge: paid });
});

test('faults are listed, removed one by one, and unknown ones refused', async () => {
  const metadata = anOrder();
  const added = await world.control('POST', '/faults', { on: 'request', metadata, fault: '500' });
  expect(added).toMatchObject({ status: 201, body: { times: 1 } });
  const listed = await world.control('GET', '/faults');
  expect(listed.body).toContainEqual(added.body);
  const left = await world.control('DELETE', `/faults/${added.body.id}`);
  expect(left.body).not.toContainEqual(added.body);

  const unknown = await world.control('POST', '/faults', { on: 'request', fault: 'explode' });
  expect(unknown).toMatchObject({ status: 400, body: { error: expect.stringContaining('hang') } });
});
