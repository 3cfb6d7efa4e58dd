import { randomUUID } from 'node:crypto';
import { serverKey } from '#test/callers';
import {
  api,
  eventually,
  getPayment,
  initiate,
  type Json,
  mails,
  press,
  settledAs,
  token,
} from '#test/cloud';
import { expectProblem } from '#test/problems';

const finance = () => token({ role: 'finance' });

async function paid(changes: object): Promise<Json> {
  const payment = await initiate(changes);
  await press(payment, 'pay');
  return settledAs(payment.id, 'completed');
}

const mobileMoney = { method: 'mobile_money', currency: 'XOF', amount: 5_000 };

const refund = (id: string, body: object = {}) =>
  api('POST', `/v1/payments/${id}/refunds`, {
    body: { reason: 'requested_by_customer', ...body },
    headers: { 'idempotency-key': randomUUID() },
  });

const tasks = async (): Promise<Json[]> =>
  (await api('GET', '/v1/admin/refund-tasks?limit=100', { headers: await finance() })).body.data;

const taskOf = (paymentId: string): Promise<Json> =>
  eventually(async () => (await tasks()).find((task) => task.paymentId === paymentId));

const close = async (task: Json, body: object, key: string = randomUUID()) =>
  api('POST', `/v1/payments/${task.paymentId}/refunds/${task.refundId}/close`, {
    body,
    headers: { ...(await finance()), 'idempotency-key': key },
  });

describe.each([
  ['cinetpay', mobileMoney],
  ['external', { ...mobileMoney, provider: 'external' }],
])('%s cannot refund automatically', (_provider, order) => {
  test('a person refunds, and closes the task with a proof', async () => {
    const payment = await paid(order);
    const asked = await refund(payment.id, { amount: 2_000 });
    expect(asked.body).toMatchObject({ status: 'manual', amount: 2_000 });
    const task = await taskOf(payment.id);
    expect(task).toMatchObject({ refundId: asked.body.id, amount: 2_000, currency: 'XOF' });
    await eventually(
      async () => (await mails({ to: 'admin@shop.example', about: task.refundId })).length > 0,
    );

    const key = randomUUID();
    const proof = { outcome: 'given_back', proof: 'Wave TX-4711' };
    const first = await close(task, proof, key);
    expect(first.body).toMatchObject({ status: 'succeeded' });
    expect((await close(task, proof, key)).text).toBe(first.text);
    expectProblem(await close(task, proof), 409, 'refund_task_closed');
    expect(await getPayment(payment.id)).toMatchObject({
      amountRefunded: 2_000,
      refundState: 'partial',
    });
    expect((await tasks()).filter(({ refundId }) => refundId === task.refundId)).toEqual([]);
  });
});

test('a dropped task makes its amount refundable again', async () => {
  const payment = await paid(mobileMoney);
  await refund(payment.id);
  expectProblem(await refund(payment.id, { amount: 5 }), 409, 'refund_exceeds_remaining');
  const closed = await close(await taskOf(payment.id), { outcome: 'dropped', reason: 'a mistake' });
  expect(closed.body).toMatchObject({ status: 'failed' });
  expect((await refund(payment.id, { amount: 5 })).status).toBe(201);
});

describe('an order that is paid twice', () => {
  test('keeps both payments and their invoices; a task is opened to refund the second', async () => {
    const orderId = randomUUID();
    const first = await paid({ orderId });
    const second = await paid({ orderId, method: 'paypal' });
    expect(first).toMatchObject({ isDuplicate: false });
    expect(await getPayment(second.id)).toMatchObject({ isDuplicate: true });
    const task = await taskOf(second.id);
    expect(task).toMatchObject({ amount: 46_800, reason: 'duplicate_payment', provider: 'paypal' });
    await eventually(async () => (await getPayment(second.id)).invoice !== null);
    expectProblem(await refund(second.id, { amount: 1 }), 409, 'refund_exceeds_remaining');

    const closed = await close(task, { outcome: 'ask_provider' });
    expect(closed.body.status).toMatch(/succeeded|pending/);
    await eventually(async () => (await getPayment(second.id)).refundState === 'full');
    expect(await getPayment(first.id)).toMatchObject({ refundState: 'none' });
  });

  test('at the same moment: one of the two has paid for it', async () => {
    const orderId = randomUUID();
    const both = await Promise.all([initiate({ orderId }), initiate({ orderId })]);
    await Promise.all(both.map((payment) => press(payment, 'pay')));
    const settled = await Promise.all(both.map(({ id }) => settledAs(id, 'completed')));
    expect(settled.filter(({ isDuplicate }) => isDuplicate)).toHaveLength(1);
  });

  test('after its refund, the order can be paid again', async () => {
    const orderId = randomUUID();
    const first = await paid({ orderId });
    await refund(first.id);
    await eventually(async () => (await getPayment(first.id)).refundState === 'full');
    expect(await paid({ orderId })).toMatchObject({ isDuplicate: false });
    expect(await paid({ orderId })).toMatchObject({ isDuplicate: true });
  });
});

test('the same order number sent by two customers’ servers means two orders', async () => {
  const orderId = randomUUID();
  for (const customerId of ['cus_north', 'cus_south']) {
    const key = await serverKey(['payments:write', 'payments:read'], customerId);
    const headers = { ...key.headers, 'idempotency-key': randomUUID() };
    const body = {
      amount: 900,
      currency: 'EUR',
      method: 'card',
      description: 'Order',
      orderId,
      customer: { email: 'awa@example.com', name: 'Awa Diop' },
    };
    const { body: payment } = await api('POST', '/v1/payments', { headers, body });
    await press(payment, 'pay');
    expect(await settledAs(payment.id, 'completed')).toMatchObject({ isDuplicate: false });
  }
});

test('only finance and admins handle tasks', async () => {
  expectProblem(await api('GET', '/v1/admin/refund-tasks'), 403, 'forbidden');
  const member = await token({ role: 'member', customerId: 'cus_x' });
  expectProblem(await api('GET', '/v1/admin/refund-tasks', { headers: member }), 403, 'forbidden');
  const path = '/v1/payments/pay_1/refunds/ref_1/close';
  const body = { outcome: 'given_back', proof: 'x' };
  expectProblem(await api('POST', path, { headers: member, body }), 403, 'forbidden');
  expectProblem(
    await api('POST', path, { headers: await finance(), body }),
    404,
    'refund_task_not_found',
  );
  expectProblem(
    await api('POST', path, { headers: await finance(), body: { outcome: 'given_back' } }),
    400,
    'invalid_request',
  );
});
