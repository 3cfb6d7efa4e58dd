import { eventually } from '#test/eventually';
import {
  anOrder,
  aSessionFor,
  click,
  notificationsOf,
  pause,
  type Setup,
  setup,
  verify,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());
afterEach(() => {
  world.receiver.status = 200;
});

const type = 'checkout.session.completed';

/** Pays for a new order with something wrong about its notifications. */
async function payWith(fault: object) {
  const metadata = anOrder();
  await world.control('POST', '/faults', { on: 'notification', type: type, metadata, ...fault });
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  return { metadata, session };
}

const completed = (metadata: { order: string }) => notificationsOf(world, type, metadata);

test('a refused notification is repeated, and then delivered', async () => {
  world.receiver.status = 503;
  const metadata = anOrder();
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  await eventually(() => completed(metadata).length === 1);
  const eventId = JSON.parse(completed(metadata)[0]!.body).id;
  const missed = await world.stripe.events.list({ delivery_success: false, types: [type] });
  expect(missed.data.map(({ id }) => id)).toContain(eventId);

  world.receiver.status = 200;
  await eventually(() => completed(metadata).length === 2);
  expect(JSON.parse(completed(metadata)[1]!.body).id).toBe(eventId);
  await eventually(async () => {
    const event = await world.stripe.events.retrieve(eventId);
    return event.pending_webhooks === 0;
  });
});

test('lost: nothing arrives, but the events list contains it', async () => {
  const { metadata, session } = await payWith({ fault: 'lose' });
  await eventually(() => notificationsOf(world, 'payment_intent.succeeded', metadata).length === 1);
  await pause(100);
  expect(completed(metadata)).toHaveLength(0);

  const missed = await world.stripe.events.list({ delivery_success: false, limit: 100 });
  const event = missed.data.find((one) => (one.data.object as { id: string }).id === session.id)!;
  expect(event.type).toBe(type);
  await world.control('POST', `/events/${event.id}/send`);
  expect(completed(metadata)).toHaveLength(1);
});

test('delayed: it arrives late', async () => {
  const { metadata } = await payWith({ fault: 'delay', delayMs: 300 });
  await pause(100);
  expect(completed(metadata)).toHaveLength(0);
  await eventually(() => completed(metadata).length === 1);
});

test.each([false, true])(
  'duplicated: five times the same event (concurrent: %s)',
  async (concurrent) => {
    const { metadata } = await payWith({ fault: 'duplicate', copies: 5, concurrent });
    await eventually(() => completed(metadata).length === 5);
    const ids = completed(metadata).map(({ body }) => JSON.parse(body).id);
    expect(new Set(ids).size).toBe(1);
  },
);

test('reordered: what happened first arrives last', async () => {
  const metadata = anOrder();
  await world.control('POST', '/faults', {
    ...{ on: 'notification', type: 'payment_intent.succeeded', fault: 'reorder', metadata },
  });
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  await eventually(() => notificationsOf(world, 'payment_intent.succeeded', metadata).length === 1);
  const types = world.receiver.received
    .map(({ body }) => JSON.parse(body))
    .filter((event) => event.data.object.metadata?.order === metadata.order)
    .map((event) => event.type);
  expect(types).toEqual([type, 'payment_intent.succeeded']);
});

test('forged: signed with a stranger’s secret, the seller can refuse it', async () => {
  const { metadata } = await payWith({ fault: 'wrongSecret' });
  const received = await eventually(() => completed(metadata)[0]);
  expect(() => verify(world, received)).toThrow(/No signatures found matching/);
});

test('stale: signed ten minutes ago, the seller can refuse it', async () => {
  const { metadata } = await payWith({ fault: 'stale' });
  const received = await eventually(() => completed(metadata)[0]);
  expect(() => verify(world, received)).toThrow(/Timestamp outside the tolerance zone/);
});

test('a fault for one order does not affect others', async () => {
  await world.control('POST', '/faults', {
    on: 'notification',
    metadata: anOrder(),
    fault: 'lose',
  });
  const metadata = anOrder();
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  await eventually(() => completed(metadata).length === 1);
});

test('an endpoint created by the API gets its own secret and only the requested events', async () => {
  const endpoint = await world.stripe.webhookEndpoints.create({
    url: `${world.receiver.url}/other`,
    enabled_events: ['charge.succeeded'],
    api_version: '2026-10-28.endive',
  });
  const metadata = anOrder();
  const session = await world.stripe.checkout.sessions.create(aSessionFor(metadata));
  await click(session.url, 'pay');
  const received = await eventually(() => notificationsOf(world, 'charge.succeeded', metadata)[0]);
  expect(verify(world, received, endpoint.secret).type).toBe('charge.succeeded');

  const { data } = await world.stripe.webhookEndpoints.list();
  expect(data.map(({ id, secret }) => [id, secret])).toContainEqual([endpoint.id, undefined]);
});
