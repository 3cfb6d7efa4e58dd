import { anOrder, aSession, click, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

test('events are paged from the newest, filtered by type and time, each as it was then', async () => {
  const before = Math.floor(Date.now() / 1000) - 1;
  const ids: string[] = [];
  for (const _ of [1, 2, 3, 4, 5]) {
    const { id } = await world.stripe.checkout.sessions.create(aSession());
    await world.stripe.checkout.sessions.expire(id);
    ids.unshift(id);
  }
  const filter = {
    types: ['checkout.session.expired' as const],
    created: { gte: before },
    limit: 2,
  };
  const first = await world.stripe.events.list(filter);
  expect(first).toMatchObject({ object: 'list', has_more: true });
  const second = await world.stripe.events.list({ ...filter, starting_after: first.data[1]!.id });
  const third = await world.stripe.events.list({ ...filter, starting_after: second.data[1]!.id });
  expect(third.has_more).toBe(false);
  const listed = [...first.data, ...second.data, ...third.data];
  expect(listed.map((event) => (event.data.object as { id: string }).id)).toEqual(ids);

  const later = await world.stripe.events.list({ created: { gte: before + 86_400 } });
  expect(later.data).toHaveLength(0);
  const byApi = await world.stripe.events.retrieve(listed[0]!.id);
  expect(byApi.request?.id).toMatch(/^req_/);
});

describe('the mobile sheet', () => {
  const create = (metadata: { order: string }) =>
    world.stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'XOF',
      automatic_payment_methods: { enabled: true },
      metadata,
    });

  test('declines, then pays', async () => {
    const intent = await create(anOrder());
    expect(intent).toMatchObject({ status: 'requires_payment_method', currency: 'xof' });
    const path = `/payment_intents/${intent.id}/confirm`;
    await world.control('POST', path, { outcome: 'decline' });
    const declined = await world.stripe.paymentIntents.retrieve(intent.id);
    expect(declined.last_payment_error?.code).toBe('card_declined');
    await world.control('POST', path, { outcome: 'pay' });
    const paid = await world.stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge'],
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 5_000 });
    expect((await world.control('POST', path, { outcome: 'pay' })).status).toBe(400);
    await expect(world.stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  test('has a page to click, found by the client secret', async () => {
    const metadata = anOrder();
    const intent = await create(metadata);
    const url = `${world.simulated.url}/sdk/${intent.client_secret}`;
    expect(await (await fetch(url)).text()).toContain('value="pay"');
    await click(url, 'pay');
    const found = await world.stripe.paymentIntents.retrieve(intent.id);
    expect(found).toMatchObject({ status: 'succeeded', metadata });
  });

  test('can be cancelled before it is paid', async () => {
    const { id } = await create(anOrder());
    const canceled = await world.stripe.paymentIntents.cancel(id, {
      cancellation_reason: 'abandoned',
    });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
  });

  test('gets a secret for a known customer, in a customer session', async () => {
    const customer = await world.stripe.customers.create({ email: 'awa@example.com' });
    expect(await world.stripe.customers.retrieve(customer.id)).toMatchObject({
      email: 'awa@example.com',
    });
    const session = await world.stripe.customerSessions.create({
      customer: customer.id,
      components: { mobile_payment_element: { enabled: true } },
    });
    expect(session.client_secret).toMatch(/^cuss_secret_/);
  });
});

test('domains are registered, found and checked again', async () => {
  const domains = world.stripe.paymentMethodDomains;
  const domain = await domains.create({ domain_name: 'shop.example' });
  expect(domain).toMatchObject({ enabled: true, apple_pay: { status: 'active' } });
  const { data } = await domains.list({ domain_name: 'shop.example' });
  expect(data.map(({ id }) => id)).toEqual([domain.id]);
  expect(await domains.validate(domain.id)).toMatchObject({ google_pay: { status: 'active' } });

  const unreachable = await domains.create({ domain_name: 'shop.invalid' });
  expect(unreachable.apple_pay).toMatchObject({ status: 'inactive' });
});

test('the balance shows that a key works', async () => {
  expect(await world.stripe.balance.retrieve()).toMatchObject({ object: 'balance' });
});

test('stopping closes connections that still wait', async () => {
  const own = await setup();
  await own.control('POST', '/faults', { on: 'request', fault: 'hang' });
  const waiting = own.stripe.balance.retrieve();
  const refused = expect(waiting).rejects.toMatchObject({ type: 'StripeConnectionError' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await own.stop();
  await refused;
});
