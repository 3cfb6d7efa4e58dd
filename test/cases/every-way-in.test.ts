import { randomUUID } from 'node:crypto';
import { api, eventually, getPayment, press, settledAs, token } from '#test/cloud';
import { comeBack } from '#test/sales';
import { paidUnheard, type Sale, type Shop, shops } from '#test/shops';
import { inHours, initiateMarked, notifications, requests, runSchedule } from '#test/trouble';

/** One shop of each provider. */
const oneOfEach = shops.filter(({ name }) => !['stripe sheet', 'cinetpay v2'].includes(name));

/** Money of an order that nobody told of, and money for the same order a second time. */
async function paidTwiceUnheard(shop: Shop): Promise<[first: Sale, second: Sale]> {
  const orderId = randomUUID();
  return [await paidUnheard(shop, { orderId }), await paidUnheard(shop, { orderId })];
}

type Order = [first: Sale, second: Sale];

async function expectOneAndADuplicate(
  orders: Order[],
  ask: (sale: Sale) => Promise<unknown>,
): Promise<void> {
  for (const [first, second] of orders) {
    await ask(first);
    expect(await settledAs(first.payment.id, 'completed')).toMatchObject({ isDuplicate: false });
    await ask(second);
    expect(await settledAs(second.payment.id, 'completed')).toMatchObject({ isDuplicate: true });
  }
}

/** A fresh payment's notification is waited for this long before a poll asks the provider. */
const patienceMs = 15_500;

describe('money that no notification reported is found at every provider, once for an order', () => {
  // These wait for their poll while the browsers of others come back.
  let polled: Order[];
  let openedAt: number;
  beforeAll(async () => {
    polled = await Promise.all(oneOfEach.map(paidTwiceUnheard));
    openedAt = Date.now();
  });

  test('by the browser that comes back', async () => {
    await expectOneAndADuplicate(await Promise.all(oneOfEach.map(paidTwiceUnheard)), comeBack);
  });

  test('by a poll', async () => {
    const left = openedAt + patienceMs - Date.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, left)));
    await expectOneAndADuplicate(polled, ({ payment }) => getPayment(payment.id));
  });

  test('by the schedule', async () => {
    const orders = await Promise.all(oneOfEach.map(paidTwiceUnheard));
    const run = () => runSchedule('reconcile-payments', inHours(0.5));
    await expectOneAndADuplicate(orders, run);
  });
});

test('the schedule finds out about a refund that Stripe did not answer', async () => {
  const { payment, mark } = await initiateMarked();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await notifications(mark, 'lose', { times: 50 });
  await requests(mark, 'actThenReset', { method: 'POST', path: '/v1/refunds', times: 2 });
  const asked = await api('POST', `/v1/payments/${payment.id}/refunds`, {
    body: { amount: 5_000, reason: 'duplicate' },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(asked.body.status).toBe('pending');
  await eventually(async () => {
    await runSchedule('reconcile-payments', inHours(1));
    return (await getPayment(payment.id)).amountRefunded === 5_000;
  });
});

test('a task that is given to the provider ends there, or returns if the provider cannot refund', async () => {
  const finance = await token({ role: 'finance' });
  for (const shop of oneOfEach) {
    const [first, second] = await paidTwiceUnheard(shop);
    await comeBack(first);
    await comeBack(second);
    const { data } = (await api('GET', '/v1/admin/refund-tasks?limit=100', { headers: finance }))
      .body;
    const task = data.find(
      ({ paymentId }: { paymentId: string }) => paymentId === second.payment.id,
    );
    const closed = await api(
      'POST',
      `/v1/payments/${task.paymentId}/refunds/${task.refundId}/close`,
      { headers: finance, body: { outcome: 'ask_provider' } },
    );
    const canRefund = shop.provider === 'stripe' || shop.provider === 'paypal';
    expect(closed.body.status).toMatch(canRefund ? /succeeded|pending/ : /manual/);
  }
});
