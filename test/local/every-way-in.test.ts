import { randomUUID } from 'node:crypto';
import { api, eventually, getPayment, press, settledAs, token } from '#test/cloud';
import { comeBack } from '#test/sales';
import { paidUnheard, type Sale, type Shop, shops } from '#test/shops';
import { inHours, initiateMarked, notifications, requests, runSchedule } from '#test/trouble';

/** One shop of each provider. */
const oneOfEach = shops.filter(({ name }) => !['stripe sheet', 'cinetpay v2'].includes(name));

type WayIn = [name: string, ask: (sale: Sale) => Promise<unknown>, patienceMs: number];

const waysIn: WayIn[] = [
  ['the browser that comes back', comeBack, 0],
  ['the schedule', () => runSchedule('reconcile-payments', inHours(0.5)), 0],
  // A fresh payment's notification is waited for before the provider is asked.
  ['a poll', ({ payment }) => getPayment(payment.id), 15_500],
];

/** Money of an order that nobody told of, and money for the same order a second time. */
async function paidTwiceUnheard(shop: Shop): Promise<[first: Sale, second: Sale]> {
  const orderId = randomUUID();
  return [await paidUnheard(shop, { orderId }), await paidUnheard(shop, { orderId })];
}

describe.each(waysIn)('%s finds money that no notification told of', (_name, ask, patienceMs) => {
  test('at every provider; paid twice, an order has one payment and one duplicate', async () => {
    const orders = await Promise.all(oneOfEach.map(paidTwiceUnheard));
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
    for (const [first, second] of orders) {
      await ask(first);
      expect(await settledAs(first.payment.id, 'completed')).toMatchObject({ isDuplicate: false });
      await ask(second);
      expect(await settledAs(second.payment.id, 'completed')).toMatchObject({ isDuplicate: true });
    }
  });
});

test('a refund that Stripe was silent about is found out by the schedule', async () => {
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
  await runSchedule('reconcile-payments', inHours(1));
  await eventually(async () => (await getPayment(payment.id)).amountRefunded === 5_000);
});

test('a task that is handed to the provider ends there, or comes back where it cannot', async () => {
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
