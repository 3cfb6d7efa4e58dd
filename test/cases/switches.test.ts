import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api, eventually, initiate, press, settledAs, token } from '#test/cloud';
import { expectProblem, paymentsAbout } from '#test/problems';

const admin = () => token({ role: 'admin' });

const set = async (body: object) =>
  api('PUT', '/v1/admin/switches', { body: { reason: 'a test', ...body }, headers: await admin() });

const attempt = (changes: object = {}) =>
  api('POST', '/v1/payments', {
    body: aPaymentRequest(changes),
    headers: { 'idempotency-key': randomUUID() },
  });

/** Warm functions follow within ten seconds. */
const until = (status: number, changes: object = {}) =>
  eventually(async () => (await attempt(changes)).status === status, { withinMs: 60_000 });

const payPal = { method: 'paypal', amount: 1_000 };

afterEach(async () => {
  await set({ provider: 'paypal', enabled: true });
  await set({ provider: 'cinetpay', method: 'mobile_money', enabled: true });
  await until(201, payPal);
});

test('a provider that is switched off takes no new payment, and says so; the others continue', async () => {
  const running = await initiate(payPal);
  expect((await set({ provider: 'paypal', enabled: false })).status).toBe(200);
  await until(503, payPal);
  const mark = randomUUID();
  const refused = await attempt({ ...payPal, metadata: { mark }, description: mark });
  expectProblem(refused, 503, 'payments_switched_off');
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(await paymentsAbout(mark)).toEqual([]);
  expect((await attempt()).status).toBe(201);

  await press(running, 'pay');
  await settledAs(running.id, 'completed');
  await set({ provider: 'paypal', enabled: true });
  await until(201, payPal);
});

test('if a method of one provider is switched off, another provider that supports it is used', async () => {
  const order = { method: 'mobile_money', amount: 5_000, currency: 'XOF' };
  expect((await initiate(order)).provider).toBe('cinetpay');
  await set({ provider: 'cinetpay', method: 'mobile_money', enabled: false });
  await eventually(async () => (await attempt(order)).body.provider === 'external', {
    withinMs: 60_000,
  });
  const named = await attempt({ ...order, provider: 'cinetpay' });
  expectProblem(named, 503, 'payments_switched_off');
});

test('the list and the audit trail show who switched what, when and why', async () => {
  const reason = `PayPal is down ${randomUUID()}`;
  await set({ provider: 'paypal', enabled: false, reason });
  const listed = await api('GET', '/v1/admin/switches', { headers: await admin() });
  expect(listed.body.data).toContainEqual({
    provider: 'paypal',
    method: null,
    enabled: false,
    reason,
    changedBy: expect.stringMatching(/^person:/),
    changedAt: expect.any(String),
  });
  expect(listed.body.data).toContainEqual(
    expect.objectContaining({ provider: 'stripe', enabled: true }),
  );
  const trail = await api('GET', '/v1/admin/audit?limit=10', { headers: await admin() });
  expect(trail.body.data).toContainEqual(
    expect.objectContaining({
      action: 'switch.set',
      subject: 'paypal',
      before: { enabled: true },
      after: { enabled: false },
      reason,
    }),
  );
});

test.each([
  { provider: 'adyen', enabled: false, reason: 'x' },
  { provider: 'paypal', reason: 'x' },
  { provider: 'paypal', enabled: 'no', reason: 'x' },
  { provider: 'paypal', enabled: false, reason: '' },
  { provider: 'paypal', method: 'cheque', enabled: false, reason: 'x' },
])('%j is refused as a switch', async (body) => {
  const reply = await api('PUT', '/v1/admin/switches', { body, headers: await admin() });
  expectProblem(reply, 400, 'invalid_request');
});

test('only an admin switches anything, or sees the switches', async () => {
  const body = { provider: 'paypal', enabled: false, reason: 'x' };
  for (const method of ['GET', 'PUT']) {
    const options = method === 'PUT' ? { body } : {};
    expectProblem(await api(method, '/v1/admin/switches', options), 403, 'forbidden');
    for (const role of ['finance', 'member'] as const) {
      const headers = await token({ role, customerId: 'cus_x' });
      expectProblem(
        await api(method, '/v1/admin/switches', { ...options, headers }),
        403,
        'forbidden',
      );
    }
  }
});
