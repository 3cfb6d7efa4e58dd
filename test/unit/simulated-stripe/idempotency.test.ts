import { randomUUID } from 'node:crypto';
import { aLine, anOrder, aSession, aSessionFor, clientFor, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const sessions = () => world.stripe.checkout.sessions;

test('the same key and parameters give the first answer again, and one session', async () => {
  const idempotencyKey = randomUUID();
  const first = await sessions().create(aSession(), { idempotencyKey });
  const second = await sessions().create(aSession(), { idempotencyKey });

  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
});

test('the same key for another amount is refused', async () => {
  const idempotencyKey = randomUUID();
  await sessions().create(aSession(), { idempotencyKey });
  const other = aSession({ line_items: [aLine('eur', 500)] });
  await expect(sessions().create(other, { idempotencyKey })).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
  });
});

test('the same key at another endpoint is refused', async () => {
  const idempotencyKey = randomUUID();
  await sessions().create(aSession(), { idempotencyKey });
  const elsewhere = world.stripe.customers.create({}, { idempotencyKey });
  await expect(elsewhere).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
});

test('a concurrent duplicate is a conflict, and is not kept', async () => {
  const metadata = anOrder();
  const idempotencyKey = randomUUID();
  const params = aSessionFor(metadata);
  await world.control('POST', '/faults', {
    on: 'request',
    metadata,
    fault: 'slow',
    delayMs: 2_000,
  });

  const create = () => sessions().create(params, { idempotencyKey });
  const twins = await Promise.allSettled([create(), create()]);
  const [made] = twins.filter(({ status }) => status === 'fulfilled');
  const [refused] = twins.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({
    reason: { statusCode: 409, code: 'idempotency_key_in_use' },
  });
  expect(made).toMatchObject({ value: { id: (await create()).id } });
});

test('a validation failure is not kept: the corrected request may use the key', async () => {
  const idempotencyKey = randomUUID();
  const tooSmall = aSession({ line_items: [aLine('eur', 1)] });
  await expect(sessions().create(tooSmall, { idempotencyKey })).rejects.toThrow();
  await expect(sessions().create(aSession(), { idempotencyKey })).resolves.toBeDefined();
});

test('a 500 is kept with its key: only a new key succeeds', async () => {
  const metadata = anOrder();
  const idempotencyKey = randomUUID();
  const params = aSessionFor(metadata);
  await world.control('POST', '/faults', { on: 'request', metadata, fault: '500' });

  for (const _ of [1, 2]) {
    await expect(sessions().create(params, { idempotencyKey })).rejects.toMatchObject({
      type: 'StripeAPIError',
      statusCode: 500,
    });
  }
  await expect(sessions().create(params, { idempotencyKey: randomUUID() })).resolves.toMatchObject({
    status: 'open',
  });
});

test('a key is forgotten after a day', async () => {
  const own = await setup();
  try {
    const create = () =>
      clientFor(own.simulated.url).checkout.sessions.create(aSession(), { idempotencyKey: 'day' });
    const first = await create();
    await own.control('POST', '/clock', { advanceSeconds: 24 * 60 * 60 });
    expect((await create()).id).toBe(first.id);
    await own.control('POST', '/clock', { advanceSeconds: 60 });
    expect((await create()).id).not.toBe(first.id);
  } finally {
    await own.stop();
  }
});
