import { click } from '../simulated-cinetpay/receiver.ts';
import { aReference, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

test('a payment is opened: a page, a code to scan, an expiry', async () => {
  const reference = aReference();
  const { status, body } = await world.initiate({ reference });
  expect(status).toBe(201);
  const id = body.external_payment_id;
  expect(body).toEqual({
    external_payment_id: expect.stringMatching(/^ext_/),
    payment_url: `${world.simulated.url}/pay/${id}`,
    qr_code: `${world.simulated.url}/pay/${id}?by=qr`,
    status: 'pending',
    expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(await world.statusOf(id)).toEqual({
    ...{ external_payment_id: id, status: 'pending', amount: 5000, currency: 'XOF', reference },
  });
  const page = await (await fetch(body.payment_url)).text();
  for (const outcome of ['pay', 'decline', 'cancel', 'later']) {
    expect(page).toContain(`name="outcome" value="${outcome}"`);
  }
});

test('a code to scan comes with links into the wallet, a push with neither', async () => {
  const scanned = await world.initiate({ mode: 'qr', return_url: undefined });
  expect(scanned.body.deep_links).toEqual({ wallet: expect.stringContaining('://') });
  const pushed = await world.initiate({ mode: 'push', customer: { phone: '+2250707123456' } });
  expect(pushed.body).toMatchObject({ payment_url: null, qr_code: null, status: 'pending' });
  const id = pushed.body.external_payment_id;
  await world.control('POST', `/payments/${id}/settle`, { outcome: 'pay' });
  expect((await world.statusOf(id)).status).toBe('succeeded');
});

test.each([
  ['no amount', { amount: undefined }, 422],
  ['an amount with decimals', { amount: 10.5 }, 422],
  ['an unknown mode', { mode: 'pigeon' }, 422],
  ['a push without a telephone', { mode: 'push' }, 422],
  ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 422],
])('%s is refused', async (_what, changes, status) => {
  expect((await world.initiate(changes)).status).toBe(status);
});

test('an unknown key opens nothing', async () => {
  const { status } = await world.initiate({}, { authorization: 'Bearer wrong' });
  expect(status).toBe(401);
});

test('the same key opens one payment, and refuses another body', async () => {
  const reference = aReference();
  const headers = { 'idempotency-key': reference };
  const first = await world.initiate({ reference }, headers);
  expect(await world.initiate({ reference }, headers)).toEqual(first);
  const other = await world.initiate({ reference, amount: 6000 }, headers);
  expect(other).toMatchObject({ status: 409, body: { error: { code: 'idempotency_conflict' } } });
});

test('a refused request releases its key', async () => {
  const headers = { 'idempotency-key': aReference() };
  expect((await world.initiate({ amount: 0 }, headers)).status).toBe(422);
  expect((await world.initiate({}, headers)).status).toBe(201);
});

test.each([
  ['pay', 'succeeded', 'https://shop.example/thanks'],
  ['later', 'processing', 'https://shop.example/thanks'],
  ['decline', 'failed', 'https://shop.example/thanks'],
  ['cancel', 'cancelled', 'https://shop.example/basket'],
])('%s on the page: %s', async (outcome, status, back) => {
  const { body } = await world.initiate();
  const reply = await click(body.payment_url, outcome);
  expect(reply.status).toBe(303);
  expect(reply.headers.get('location')).toBe(back);
  expect((await world.statusOf(body.external_payment_id)).status).toBe(status);
});

test('cancelling: a pending payment is cancelled, also twice; a final one is not', async () => {
  const { body } = await world.initiate();
  const cancel = () => world.call('POST', `/${body.external_payment_id}/cancel`);
  expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  expect((await cancel()).status).toBe(200);

  const paid = (await world.initiate()).body;
  await click(paid.payment_url, 'pay');
  const tooLate = await world.call('POST', `/${paid.external_payment_id}/cancel`);
  expect(tooLate).toMatchObject({ status: 409, body: { error: { code: 'already_final' } } });
});

test('a payment that is never ended expires, and late money still counts', async () => {
  const { body } = await world.initiate();
  const id = body.external_payment_id;
  await world.control('POST', '/clock', { advanceSeconds: 1_800 });
  expect((await world.statusOf(id)).status).toBe('expired');
  expect((await click(body.payment_url, 'pay')).headers.get('location')).toBe(`/pay/${id}`);
  await world.control('POST', `/payments/${id}/settle`, { outcome: 'pay' });
  expect((await world.statusOf(id)).status).toBe('succeeded');
  expect(await world.control('GET', '/charges')).toContainEqual(
    expect.objectContaining({ id, amount: 5000, currency: 'XOF' }),
  );
});

test.each([
  ['refuse', 422],
  ['429', 429],
  ['500', 500],
])('the fault %s: nothing was created', async (fault, status) => {
  const reference = aReference();
  await world.control('POST', '/faults', { on: 'request', fault, metadata: { reference } });
  expect((await world.initiate({ reference })).status).toBe(status);
  const all: { reference: string }[] = await world.control('GET', '/payments');
  expect(all.filter((payment) => payment.reference === reference)).toEqual([]);
});

test.each(['actThenReset', 'truncate'])(
  'the fault %s: the same key finds what was created',
  async (fault) => {
    const reference = aReference();
    await world.control('POST', '/faults', { on: 'request', fault, metadata: { reference } });
    const again = () => world.initiate({ reference }, { 'idempotency-key': reference });
    await expect(again()).rejects.toThrow();
    const { body } = await again();
    const all: { reference: string }[] = await world.control('GET', '/payments');
    const ours = all.filter((payment) => payment.reference === reference);
    expect(ours).toMatchObject([{ external_payment_id: body.external_payment_id }]);
  },
);

test('wrongAmount: the payer pays something else, and the status shows it', async () => {
  const metadata = { test: 'wrong-amount' };
  await world.control('POST', '/faults', { on: 'payment', fault: 'wrongAmount', metadata });
  const { body } = await world.initiate({ metadata });
  await click(body.payment_url, 'pay');
  expect(await world.statusOf(body.external_payment_id)).toMatchObject({ amount: 2500 });
});
