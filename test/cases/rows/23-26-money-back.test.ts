import { randomUUID } from 'node:crypto';
import { api, eventually, getPayment, type Json, settledAs } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { comeBack, timesAsked } from '#test/sales';
import {
  charges,
  deliver,
  eachShop,
  lose,
  open,
  type Sale,
  type Shop,
  sim,
  type Told,
} from '#test/shops';

async function paid(shop: Shop): Promise<Sale> {
  const sale = await open(shop);
  await shop.press(sale.payment, 'pay');
  await settledAs(sale.payment.id, 'completed');
  return sale;
}

const refund = ({ payment }: Sale, body: object = {}) =>
  api('POST', `/v1/payments/${payment.id}/refunds`, {
    body: { reason: 'requested_by_customer', ...body },
    headers: { 'idempotency-key': randomUUID() },
  });

/** Waits until the payment shows all of this. */
const shows = ({ payment }: Sale, expected: Json): Promise<Json> =>
  eventually(
    async () => {
      const now = await getPayment(payment.id);
      return Object.entries(expected).every(([name, value]) => now[name] === value) && now;
    },
    { what: `${payment.id} does not show ${JSON.stringify(expected)}` },
  );

/** What the provider's dashboard calls the money of this sale. */
async function moneyOf(sale: Sale): Promise<object> {
  const [charge] = (await charges(sale)) as Json[];
  return sale.shop.provider === 'stripe'
    ? { payment_intent: charge.payment_intent }
    : { capture_id: charge.id };
}

const inDashboard = async (sale: Sale, what: 'dashboard-refunds' | 'disputes', more: object) =>
  sim(sale.shop.provider, 'POST', `/_sim/${what}`, { ...(await moneyOf(sale)), ...more });

const timesRefundsWereAsked = async ({ provider }: Shop): Promise<number> =>
  (await sim(provider, 'GET', '/_sim/requests?about=/refund')).length;

eachShop((shop, row) => {
  const total = shop.order('x').amount;
  const most = Math.ceil(total * 0.6);
  const givesBackItself = shop.provider === 'stripe' || shop.provider === 'paypal';

  row(23, 'an unpaid payment cannot be refunded, and the provider is not asked', async () => {
    const pending = await open(shop);
    const cancelled = await open(shop);
    await api('POST', `/v1/payments/${cancelled.payment.id}/cancel`);
    const declined = await open(shop);
    await shop.press(declined.payment, 'decline');
    await comeBack(declined);
    const before = [await timesAsked(pending), await timesRefundsWereAsked(shop)];
    for (const sale of [pending, cancelled, declined])
      expectProblem(await refund(sale), 409, 'payment_not_refundable');
    expect([await timesAsked(pending), await timesRefundsWereAsked(shop)]).toEqual(before);
  });

  row(24, 'never more is refunded than was paid, however many ask at once', async () => {
    const sale = await paid(shop);
    const replies = await Promise.all([1, 2, 3].map(() => refund(sale, { amount: most })));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const amount of [total - most + 1, total, total + 1])
      expectProblem(await refund(sale, { amount }), 409, 'refund_exceeds_remaining');
    for (const amount of [0, -1, 0.5])
      expectProblem(await refund(sale, { amount }), 400, 'invalid_request');
    expectProblem(await refund(sale, { amount: 1, currency: 'USD' }), 400, 'invalid_request');
    expect((await refund(sale)).body.amount).toBe(total - most);
    if (!givesBackItself) return;
    await shows(sale, { amountRefunded: total, refundState: 'full' });
    expect((await charges(sale))[0]!.amount_refunded).toBe(total);
  });

  if (givesBackItself)
    row(24, 'a refund that was already made in the dashboard is discovered at once', async () => {
      const sale = await paid(shop);
      await lose(sale);
      await inDashboard(sale, 'dashboard-refunds', { amount: most });
      const refused = await refund(sale, { amount: most });
      expect(refused.body).toMatchObject({ status: 'failed' });
      expect(await getPayment(sale.payment.id)).toMatchObject({
        amountRefunded: most,
        refundState: 'partial',
      });
      expect((await refund(sale)).body).toMatchObject({ amount: total - most });
    });

  row(25, 'a refund made in the dashboard is imported, and a failed one is reversed', async () => {
    const sale = await paid(shop);
    const { id } = await inDashboard(sale, 'dashboard-refunds', { amount: most });
    await shows(sale, { amountRefunded: most, refundState: 'partial' });
    expect((await refund(sale)).body).toMatchObject({ amount: total - most });
    await shows(sale, { amountRefunded: total, refundState: 'full' });
    await sim(shop.provider, 'POST', `/_sim/refunds/${id}`, { status: 'failed' });
    await shows(sale, { amountRefunded: total - most, refundState: 'partial' });
    expect((await refund(sale)).body).toMatchObject({ amount: most });
  });

  row(25, 'a refund that is unknown to the provider does not count', async () => {
    const sale = await paid(shop);
    const { id } = await inDashboard(sale, 'dashboard-refunds', { amount: most });
    const before = await shows(sale, { amountRefunded: most });
    const all: Told[] = await sim(shop.provider, 'GET', '/_sim/events');
    const news = all.find(({ data }) => JSON.stringify(data).includes(id))!;
    const body = shop.bodyOf(news).replaceAll(id, `${id.slice(0, -3)}ZZZ`);
    const unheardOf = body.replaceAll(news.id, `${news.id.slice(0, -3)}ZZZ`);
    const reply = await deliver(shop, await shop.sign(unheardOf));
    expect(reply.status).toBe(200);
    expect((await refund(sale)).body).toMatchObject({ amount: total - most });
    const after = await shows(sale, { amountRefunded: total });
    expect(after.amount).toBe(before.amount);
  });

  row(26, 'a dispute withholds the money until it ends; a lost one is not a refund', async () => {
    const [won, lost] = [await paid(shop), await paid(shop)];
    for (const sale of [won, lost]) {
      await inDashboard(sale, 'disputes', { status: 'needs_response' });
      await shows(sale, { dispute: 'open' });
      expectProblem(await refund(sale), 409, 'payment_disputed');
    }
    await inDashboard(lost, 'disputes', { status: 'lost' });
    await shows(lost, { dispute: 'lost', amountRefunded: 0, status: 'completed' });
    expectProblem(await refund(lost), 409, 'payment_disputed');
    await inDashboard(won, 'disputes', { status: 'won' });
    await shows(won, { dispute: 'won', status: 'completed' });
    expect((await refund(won)).body).toMatchObject({ amount: total, status: 'succeeded' });
  });
});
