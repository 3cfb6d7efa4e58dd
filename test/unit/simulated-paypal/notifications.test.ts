import { randomUUID, verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { eventually } from '#test/eventually';
import {
  aCustomId,
  click,
  notificationsOf,
  notified,
  paidOrder,
  pause,
  placeOrder,
  type Received,
  type Setup,
  setup,
  webhookId,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());
afterEach(() => {
  world.receiver.status = 200;
});

const type = 'CHECKOUT.ORDER.APPROVED';
const events = '/v1/notifications/webhooks-events';

/** Approves a new order with something wrong about its notification. */
async function approveWith(fault: object) {
  const custom_id = aCustomId();
  const metadata = { custom_id };
  await world.control('POST', '/faults', { on: 'notification', type: type, metadata, ...fault });
  const order = await placeOrder(world, { custom_id });
  await click(order.url, 'pay');
  return order.id;
}

const approved = (id: string) => notificationsOf(world, type, id);
const header = ({ headers }: Received, name: string) => String(headers[`paypal-${name}`]);

/** Verifies a notification offline, as the seller must. */
async function isGenuine(received: Received): Promise<boolean> {
  const certificate = new X509Certificate(await (await fetch(header(received, 'cert-url'))).text());
  const [id, time] = ['transmission-id', 'transmission-time'].map((name) => header(received, name));
  const message = [id, time, webhookId, crc32(received.body)].join('|');
  const signature = Buffer.from(header(received, 'transmission-sig'), 'base64');
  return verify('RSA-SHA256', Buffer.from(message), certificate.publicKey, signature);
}

/** Asks PayPal whether a notification is its own. */
async function postBack(received: Received, body = received.body) {
  const fields = [
    'transmission_id',
    'transmission_time',
    'transmission_sig',
    'cert_url',
    'auth_algo',
  ]
    .map((name) => `"${name}": "${header(received, name.replaceAll('_', '-'))}"`)
    .join(',');
  const text = `{${fields}, "webhook_id": "${webhookId}", "webhook_event": ${body}}`;
  const path = '/v1/notifications/verify-webhook-signature';
  return (await world.call<{ verification_status: string }>('POST', path, text)).body;
}

test('a notification is signed by the published certificate', async () => {
  const { orderId } = await paidOrder(world);
  const { received, event } = await notified(world, 'PAYMENT.CAPTURE.COMPLETED', orderId);
  expect(header(received, 'auth-algo')).toBe('SHA256withRSA');
  expect(header(received, 'cert-url')).toBe(world.simulated.certificateUrl);
  expect(event).toMatchObject({
    id: expect.stringMatching(/^WH-[A-Z0-9]{17}-[A-Z0-9]{17}$/),
    event_version: '1.0',
    resource_type: 'capture',
    resource_version: '2.0',
  });
  expect(await isGenuine(received)).toBe(true);
  expect(await isGenuine({ ...received, body: `${received.body} ` })).toBe(false);
});

test('PayPal confirms its own text, and neither another nor the same text formatted differently', async () => {
  const { orderId } = await paidOrder(world, { description: 'Café « é » – 5 €' });
  const { received, event } = await notified(world, 'CHECKOUT.ORDER.COMPLETED', orderId);
  expect(await postBack(received)).toEqual({ verification_status: 'SUCCESS' });
  const rewritten = JSON.stringify(event, null, 1);
  expect(await postBack(received, rewritten)).toEqual({ verification_status: 'FAILURE' });
  for (const name of ['transmission-id', 'cert-url', 'auth-algo']) {
    const headers = { ...received.headers, [`paypal-${name}`]: randomUUID() };
    expect(await postBack({ ...received, headers })).toEqual({ verification_status: 'FAILURE' });
  }
});

test('a refused notification is repeated with the same id and a new transmission', async () => {
  world.receiver.status = 503;
  const { id, url } = await placeOrder(world);
  await click(url, 'pay');
  await eventually(() => approved(id).length === 1);
  world.receiver.status = 200;
  await eventually(() => approved(id).length === 2);
  const [first, second] = approved(id) as [Received, Received];
  expect(second.body).toBe(first.body);
  expect(header(second, 'transmission-id')).not.toBe(header(first, 'transmission-id'));
  expect(await isGenuine(second)).toBe(true);
});

test('lost: nothing arrives, but the list contains it and it can be sent again', async () => {
  const id = await approveWith({ fault: 'lose' });
  await pause(50);
  expect(approved(id)).toHaveLength(0);

  const { body } = await world.call<{ events: { id: string }[]; count: number }>(
    'GET',
    `${events}?transaction_id=${id}&event_type=${type}`,
  );
  expect(body.count).toBe(1);
  const eventId = body.events[0]!.id;
  const resent = await world.call('POST', `${events}/${eventId}/resend`, {});
  expect(resent).toMatchObject({ status: 202, body: { id: eventId } });
  const { event } = await notified(world, type, id);
  expect(event.id).toBe(eventId);

  await world.control('POST', `/events/${eventId}/send`, { copies: 2 });
  expect(approved(id)).toHaveLength(3);
  const listed = await world.control<{ id: string }[]>('GET', '/events');
  expect(listed.body.find((one) => one.id === eventId)).toMatchObject({ delivery_success: true });
});

test('the list is paged, newest first, between two instants', async () => {
  const { orderId } = await paidOrder(world);
  type Page = {
    events: { event_type: string; create_time: string }[];
    links: { rel: string; href: string }[];
  };
  const types: string[] = [];
  let next: string | undefined = `${events}?transaction_id=${orderId}&page_size=2`;
  while (next !== undefined) {
    const { body }: { body: Page } = await world.call<Page>('GET', next);
    types.push(...body.events.map(({ event_type }) => event_type));
    next = body.links.find(({ rel }) => rel === 'next')?.href.replace(world.simulated.url, '');
  }
  expect(types).toEqual([
    'PAYMENT.CAPTURE.COMPLETED',
    'CHECKOUT.ORDER.COMPLETED',
    'CHECKOUT.ORDER.APPROVED',
  ]);
  const future = new Date(Date.now() + 60_000).toISOString();
  const late = await world.call<Page>('GET', `${events}?start_time=${future}`);
  expect(late.body.events).toHaveLength(0);
});

test('delayed, duplicated, reordered', async () => {
  const late = await approveWith({ fault: 'delay', delayMs: 200 });
  await pause(50);
  expect(approved(late)).toHaveLength(0);
  const often = await approveWith({ fault: 'duplicate', copies: 3, concurrent: true });
  await eventually(() => approved(often).length === 3);
  await eventually(() => approved(late).length === 1);

  const custom_id = aCustomId();
  await world.control('POST', '/faults', {
    ...{ on: 'notification', type: 'CHECKOUT.ORDER.COMPLETED', fault: 'reorder' },
    metadata: { custom_id },
  });
  const { orderId } = await paidOrder(world, { custom_id });
  await notified(world, 'CHECKOUT.ORDER.COMPLETED', orderId);
  const types = world.receiver.received
    .filter(({ body }) => body.includes(orderId))
    .map(({ body }) => JSON.parse(body).event_type);
  expect(types.at(-1)).toBe('CHECKOUT.ORDER.COMPLETED');
});

test('forged: signed by a stranger’s key, the seller can refuse it', async () => {
  const id = await approveWith({ fault: 'wrongSecret' });
  const { received } = await notified(world, type, id);
  expect(await isGenuine(received)).toBe(false);
  expect(await postBack(received)).toEqual({ verification_status: 'FAILURE' });
});

test('the certificate is not available while PayPal is down', async () => {
  const path = '/v1/notifications/certs';
  await world.control('POST', '/faults', { on: 'request', path, fault: '500' });
  const { certificateUrl } = world.simulated;
  expect((await fetch(certificateUrl)).status).toBe(500);
  expect((await fetch(certificateUrl)).status).toBe(200);
  expect((await fetch(certificateUrl.replace(/.$/, 'x'))).status).toBe(401);
});

test('stale: signed four days ago, which no retry can be', async () => {
  const id = await approveWith({ fault: 'stale' });
  const { received } = await notified(world, type, id);
  expect(await isGenuine(received)).toBe(true);
  const age = Date.now() - Date.parse(header(received, 'transmission-time'));
  expect(age).toBeGreaterThan(3 * 86_400_000);
});
