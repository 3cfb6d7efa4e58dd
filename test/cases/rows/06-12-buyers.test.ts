import { randomUUID } from 'node:crypto';
import {
  api,
  endpoints,
  eventually,
  getPayment,
  type Json,
  mails,
  request,
  returnQuery,
  settledAs,
  token,
} from '#test/cloud';
import { eventsAbout } from '#test/outbox';
import { expectProblem, storedStatus } from '#test/problems';
import {
  charges,
  checkouts,
  eachShop,
  fault,
  lose,
  open,
  paidUnheard,
  type Sale,
  type Shop,
  shops,
  untilQueuesAreEmpty,
} from '#test/shops';
import { inHours, runSchedule } from '#test/trouble';

const cancel = ({ payment }: Sale) => api('POST', `/v1/payments/${payment.id}/cancel`);

const comeBack = ({ provider }: Shop, query: Record<string, string>) =>
  request('GET', `${endpoints.api}/callback/${provider}?${new URLSearchParams(query)}`);

/** Others wait for their time too, and each run takes some of them. */
const untilReconciled = (sale: Sale, status: string) =>
  eventually(async () => {
    await runSchedule('reconcile-payments', inHours(2));
    return (await storedStatus(sale.payment.id)) === status;
  });

/** Who cannot close a page once it is open: what is paid there must be found. */
const cannotClose = (shop: Shop) => shop.provider === 'cinetpay';

eachShop((shop, row) => {
  row(6, 'without a notification, the returning browser settles the payment', async () => {
    const sale = await open(shop);
    await lose(sale);
    const back = await shop.press(sale.payment, 'pay');
    const onward = await request('GET', back.headers.get('location')!);
    expect(onward.status).toBe(303);
    expect(onward.headers.get('location')).toContain(`/result?payment=${sale.payment.id}`);
    expect(await storedStatus(sale.payment.id)).toBe('completed');
  });

  row(6, 'a processing payment is not called paid when the browser returns', async () => {
    const sale = await open(shop);
    await lose(sale);
    await shop.press(sale.payment, 'later');
    const onward = await comeBack(shop, await returnQuery(sale.payment));
    expect(onward.status).toBe(303);
    expect(['pending', 'processing']).toContain(await storedStatus(sale.payment.id));
  });

  row(7, 'a browser that only claims to have paid changes nothing', async () => {
    const paid = await paidUnheard(shop);
    const sale = await open(shop);
    const [theirs] = await checkouts(paid);
    const lies = { status: 'success', outcome: 'paid', token: theirs.id, session_id: theirs.id };
    const back = await comeBack(shop, { ...(await returnQuery(sale.payment)), ...lies });
    expect(back.status).toBe(303);
    expect(await storedStatus(sale.payment.id)).toBe('pending');
    expect(await charges(sale)).toEqual([]);
  });

  row(7, 'a browser cannot return for another payment', async () => {
    const paid = await paidUnheard(shop);
    const { k } = await returnQuery((await open(shop)).payment);
    const { p } = await returnQuery(paid.payment);
    expectProblem(await comeBack(shop, { p, k }), 404, 'payment_not_found');
    expect(await storedStatus(paid.payment.id)).toBe('pending');
  });

  row(8, 'a different amount than requested goes to review, without an invoice', async () => {
    const sale = await open(shop);
    await fault(sale, 'payment', { fault: 'wrongAmount' });
    await expectReview(sale);
  });

  row(9, 'the right number in another currency goes to review', async () => {
    const sale = await open(shop);
    await fault(sale, 'payment', { fault: 'wrongCurrency' });
    await expectReview(sale);
  });

  row(
    10,
    'an order that is paid in two tabs keeps the first payment, and one is refunded',
    async () => {
      const orderId = randomUUID();
      const tabs = [await open(shop, { orderId }), await open(shop, { orderId })];
      await expectOneGivenBack(tabs);
    },
  );

  row(11, 'before a payment expires, the provider is asked a last time', async () => {
    const sale = await paidUnheard(shop);
    await untilReconciled(sale, 'completed');
    expect(await charges(sale)).toHaveLength(1);
  });

  row(11, 'after expiry the buyer cannot pay any more, or the money is accepted', async () => {
    const sale = await open(shop);
    await untilReconciled(sale, 'expired');
    await shop.press(sale.payment, 'pay');
    const { length } = await charges(sale);
    await eventually(async () => (await eventsAbout(sale.payment)).includes('payment.expired'));
    await untilQueuesAreEmpty();
    // The provider's notification is on its way still, for all that the queues know.
    const status = length === 0 ? 'expired' : 'completed';
    await eventually(async () => (await storedStatus(sale.payment.id)) === status);
    expect(length).toBe(cannotClose(shop) ? 1 : 0);
  });

  row(12, 'cancelling a payment that was paid meanwhile follows the provider', async () => {
    const sale = await paidUnheard(shop);
    const reply = await cancel(sale);
    if (shop.name === 'paypal') {
      // PayPal has only the buyer's consent: the money is never taken.
      expect(reply.body.status).toBe('cancelled');
      await comeBack(shop, await returnQuery(sale.payment));
      expect(await storedStatus(sale.payment.id)).toBe('cancelled');
      expect(await charges(sale)).toEqual([]);
      return;
    }
    expectProblem(reply, 409, 'payment_not_cancellable');
    await settledAs(sale.payment.id, 'completed');
    expect(await charges(sale)).toHaveLength(1);
  });

  row(
    12,
    'after cancellation the buyer cannot pay any more, or the money is accepted',
    async () => {
      const sale = await open(shop);
      expect((await cancel(sale)).body.status).toBe('cancelled');
      await shop.press(sale.payment, 'pay');
      const status = cannotClose(shop) ? 'completed' : 'cancelled';
      await settledAs(sale.payment.id, status);
      await untilQueuesAreEmpty();
      expect(await storedStatus(sale.payment.id)).toBe(status);
      expect(await charges(sale)).toHaveLength(cannotClose(shop) ? 1 : 0);
    },
  );
});

test('row 10, all providers: an order that is paid with two of them keeps the first', async () => {
  const orderId = randomUUID();
  const sales: Sale[] = [];
  for (const shop of shops)
    if (shop.name !== 'cinetpay v2') sales.push(await open(shop, { orderId }));
  await expectOneGivenBack(sales);
});

async function expectReview(sale: Sale) {
  const { shop, payment } = sale;
  await shop.press(payment, 'pay');
  await settledAs(payment.id, 'review');
  await untilQueuesAreEmpty();
  expect((await getPayment(payment.id)).invoice).toBeNull();
  expect(await eventsAbout(payment)).toEqual(['payment.review']);
  expect(await charges(sale)).toHaveLength(1);
  const admin = { to: 'admin@shop.example', about: payment.id };
  await eventually(async () => (await mails(admin)).length === 1);
}

/** All are paid; each but one is known as too much, and somebody has to give it back. */
async function expectOneGivenBack(sales: Sale[]) {
  const [first, ...others] = sales as [Sale, ...Sale[]];
  await first.shop.press(first.payment, 'pay');
  await settledAs(first.payment.id, 'completed');
  expect(await eventsAbout(first.payment)).not.toContain('payment.duplicate');
  for (const { shop, payment } of others) {
    await shop.press(payment, 'pay');
    await settledAs(payment.id, 'completed');
    expect(await eventsAbout(payment)).toContain('payment.duplicate');
    const task = await eventually(async () =>
      (await refundTasks()).find(({ paymentId }) => paymentId === payment.id),
    );
    expect(task.amount).toBe(payment.amount);
  }
}

async function refundTasks(): Promise<Json[]> {
  const headers = await token({ role: 'finance' });
  return (await api('GET', '/v1/admin/refund-tasks?limit=100', { headers })).body.data;
}
