import { readFileSync } from 'node:fs';
import { eventually } from '#test/eventually';
import { signMessage } from '../../../local/providers/external/signature.ts';
import type { Received } from '../simulated-cinetpay/receiver.ts';
import { click, pause } from '../simulated-cinetpay/receiver.ts';
import { type Setup, setup, webhookSecret } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());
afterEach(() => {
  world.receiver.status = 200;
});

const toleranceSeconds = 300;

/** Opens a payment, with something wrong about its callbacks, and lets the payer decide. */
async function decide(outcome: string, fault?: object): Promise<string> {
  const metadata = { test: `callback-${Math.random()}` };
  if (fault) await world.control('POST', '/faults', { on: 'notification', metadata, ...fault });
  const { body } = await world.initiate({ metadata });
  await click(body.payment_url, outcome);
  return body.external_payment_id;
}

const first = (id: string) => eventually(() => world.callbacks(id)[0]);

/** What a receiver of Standard Webhooks must check. */
function isAuthentic({ headers, body }: Received): boolean {
  const id = String(headers['webhook-id']);
  const timestamp = Number(headers['webhook-timestamp']);
  const isTimely = Math.abs(Date.now() / 1000 - timestamp) <= toleranceSeconds;
  const expected = signMessage({ id, timestamp, body }, webhookSecret);
  return isTimely && headers['webhook-signature'] === expected;
}

test('the signature equals the published vector', () => {
  const file = new URL('../../fixtures/signatures/standard-webhooks.json', import.meta.url);
  const { secret, header, ...message } = JSON.parse(readFileSync(file, 'utf8'));
  expect(signMessage(message, secret)).toBe(header);
});

test.each([
  ['pay', 'succeeded'],
  ['later', 'processing'],
  ['decline', 'failed'],
  ['cancel', 'cancelled'],
])('%s: the merchant is notified, signed', async (outcome, status) => {
  const id = await decide(outcome);
  const received = await first(id);
  expect(isAuthentic(received)).toBe(true);
  expect(JSON.parse(received.body)).toEqual({
    type: `payment.${status}`,
    timestamp: expect.any(String),
    data: await world.statusOf(id),
  });
});

test('a refused callback is repeated with the same id', async () => {
  world.receiver.status = 503;
  const id = await decide('pay');
  await first(id);
  world.receiver.status = 200;
  const both = await eventually(() => world.callbacks(id).length === 2 && world.callbacks(id));
  expect(new Set(both.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(both.every(isAuthentic)).toBe(true);
});

test.each(['wrongSecret', 'stale'])('%s: the merchant can refuse it', async (fault) => {
  const id = await decide('pay', { fault });
  expect(isAuthentic(await first(id))).toBe(false);
});

test('lost: nothing arrives, but it can be sent again', async () => {
  const id = await decide('pay', { fault: 'lose' });
  await pause(100);
  expect(world.callbacks(id)).toEqual([]);
  const events = await world.control('GET', '/events');
  const event = events.find(
    (one: { data: { external_payment_id: string } }) => one.data.external_payment_id === id,
  );
  await world.control('POST', `/events/${event.id}/send`);
  expect(isAuthentic(world.callbacks(id)[0]!)).toBe(true);
});

test('duplicated, all at once', async () => {
  const id = await decide('pay', { fault: 'duplicate', copies: 4, concurrent: true });
  await eventually(() => world.callbacks(id).length === 4);
});

test('an expired payment is notified; skipped time does not make signatures look forged', async () => {
  const { body } = await world.initiate();
  await world.control('POST', '/clock', { advanceSeconds: 3_600 });
  const received = await first(body.external_payment_id);
  expect(JSON.parse(received.body).type).toBe('payment.expired');
  expect(isAuthentic(received)).toBe(true);
});
