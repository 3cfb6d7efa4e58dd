import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api, eventually, getPayment, type Json, settledAs } from '#test/cloud';
import { eventsAbout } from '#test/outbox';
import { expectProblem, paymentsAbout, storedStatus } from '#test/problems';
import {
  ask,
  type Charge,
  charges,
  checkouts,
  deliver,
  eachShop,
  fault,
  open,
  paidUnheard,
  type Sale,
  type Shop,
  toldOfMoney,
  untilQueuesAreEmpty,
} from '#test/shops';
import { payPalShop } from '#test/shops/paypal';
import { stripeShop } from '#test/shops/stripe';
import { wasTakenIn } from '#test/stripe-events';
import { inHours, runSchedule } from '#test/trouble';

/** An attempt to open a payment, which may be made again under the same key. */
function anAttempt(shop: Shop) {
  const mark = randomUUID();
  const key = randomUUID();
  const changes = { description: mark, customer: aPaymentRequest().customer };
  return {
    shop,
    mark,
    again: (more = {}) => ask(shop, { mark, key, changes: { ...changes, ...more } }),
  };
}

/** What is stored of an attempt, whatever it was answered. */
const saleOf = async ({ shop, mark }: { shop: Shop; mark: string }): Promise<Sale> => {
  const [payment] = await paymentsAbout(mark);
  return { shop, mark, payment };
};

const hasCinetPay = ({ provider }: Shop) => provider === 'cinetpay';

eachShop((shop, row) => {
  row(13, 'a lost or broken answer leaves one checkout, and no failure', async () => {
    for (const lost of ['actThenReset', 'truncate']) {
      const attempt = anAttempt(shop);
      await fault(attempt, 'request', { ...shop.opens, fault: lost });
      const first = await attempt.again();
      expect([201, 503]).toContain(first.status);
      const sale = await saleOf(attempt);
      expect(sale.payment.status).toBe('pending');
      const second = await attempt.again();
      // CinetPay's page is lost with its answer; for half a minute somebody may still get it.
      expect(second.status).toBe(hasCinetPay(shop) ? 503 : 201);
      expect(await storedStatus(sale.payment.id)).toBe('pending');
      expect(await checkouts(sale)).toHaveLength(1);
    }
  });

  row(13, 'a provider that fails or is overloaded is asked again with the same key', async () => {
    for (const broken of ['500', '429']) {
      const attempt = anAttempt(shop);
      await fault(attempt, 'request', { ...shop.opens, fault: broken });
      const first = await attempt.again();
      expectProblem(first, 503, 'provider_unreachable');
      const sale = await saleOf(attempt);
      expect(sale.payment.status).toBe('pending');
      const second = await attempt.again();
      // Stripe answers a key with its own breakdown for a day: only another key is of use then.
      const isKept = broken === '500' && shop.provider === 'stripe';
      expect(second.status).toBe(isKept ? 503 : 201);
      expect(await storedStatus(sale.payment.id)).toBe('pending');
      expect(await checkouts(sale)).toHaveLength(isKept ? 0 : 1);
    }
  });

  row(14, 'a transaction that exists already is looked up, and its money found', async () => {
    const attempt = anAttempt(shop);
    await fault(attempt, 'request', { ...shop.opens, fault: 'actThenReset' });
    expect((await attempt.again()).status).toBe(503);
    const sale = await saleOf(attempt);
    expectProblem(await attempt.again(), 503, 'provider_unreachable');
    const [{ url }] = (await checkouts(sale)) as [Json];
    await shop.press({ ...sale.payment, action: { url } }, 'pay');
    await eventually(async () => {
      await runSchedule('reconcile-payments', inHours(0.1));
      return (await storedStatus(sale.payment.id)) === 'completed';
    });
    expect((await attempt.again()).body).toMatchObject({ status: 'completed' });
    expect(await checkouts(sale)).toHaveLength(1);
  });

  row(15, 'the same key with another price is refused, and nothing more is opened', async () => {
    const attempt = anAttempt(shop);
    expect((await attempt.again()).status).toBe(201);
    const sale = await saleOf(attempt);
    const other = await attempt.again({ amount: sale.payment.amount + 5 });
    expectProblem(other, 409, 'idempotency_key_reused');
    expect(await paymentsAbout(attempt.mark)).toHaveLength(1);
    expect(await checkouts(sale)).toHaveLength(1);
    expect(await storedStatus(sale.payment.id)).toBe('pending');
  });

  row(16, 'a forged notification is refused, and has no effect', async () => {
    const { event, payment } = await paidUnheard(shop);
    const body = shop.bodyOf(event);
    const genuine = await shop.sign(body);
    const { 'content-type': contentType = '' } = genuine.headers;
    const unsigned = body.replace(/"notify_token":"\w+",/, '');
    const forgeries = [
      await shop.sign(body, 'wrongSecret'),
      { headers: { 'content-type': contentType }, body: unsigned },
      { ...genuine, ...(await alteredBody(shop, genuine.body)) },
    ];
    for (const forged of forgeries) {
      const reply = await deliver(shop, forged);
      expect(reply.body.code).toMatch(/^signature_(invalid|missing)$/);
      expectProblem(reply, 400, reply.body.code);
      expect(await wasTakenIn(reply)).toBe(false);
    }
    expect(await storedStatus(payment.id)).toBe('pending');
  });

  row(17, 'an old genuine notification is refused, or changes nothing', async () => {
    const sale = await paidUnheard(shop);
    const old = await shop.sign(shop.bodyOf(sale.event), 'stale');
    if (!hasCinetPay(shop)) {
      expectProblem(await deliver(shop, old), 400, 'signature_stale');
      expect(await storedStatus(sale.payment.id)).toBe('pending');
      return;
    }
    expect((await deliver(shop, old)).status).toBe(200);
    const before = await settledAs(sale.payment.id, 'completed');
    expect((await deliver(shop, old)).status).toBe(200);
    await untilQueuesAreEmpty();
    expect((await getPayment(sale.payment.id)).updatedAt).toBe(before.updatedAt);
    const events = await eventsAbout(sale.payment);
    expect(events.filter((type) => type === 'payment.completed')).toHaveLength(1);
  });
});

/** As genuine as it can be made from outside: for another payment, or with other bytes. */
async function alteredBody(shop: Shop, body: string): Promise<{ body: string }> {
  if (shop.name !== 'cinetpay v1') return { body: body.replace(/46800|468\.00|5000/, '1') };
  const other = await toldOfMoney(await paidUnheard(shop));
  const { notify_token } = other.data;
  return { body: JSON.stringify({ ...JSON.parse(body), notify_token }) };
}

const refund = (id: string) =>
  api('POST', `/v1/payments/${id}/refunds`, {
    body: { amount: 5_000, reason: 'requested_by_customer' },
    headers: { 'idempotency-key': randomUUID() },
  });

/** Who gives money back by request, and where it is asked for. */
const refundPaths: [Shop, (charge: Charge) => string][] = [
  [stripeShop, () => '/v1/refunds'],
  [payPalShop, ({ id }) => `/v2/payments/captures/${id}/refund`],
];

for (const [shop, pathOf] of refundPaths)
  test(`row 13, ${shop.name}: the answer to a refund is lost, and the money is refunded once`, async () => {
    const sale = await open(shop);
    await shop.press(sale.payment, 'pay');
    await settledAs(sale.payment.id, 'completed');
    const [charge] = (await charges(sale)) as [Charge];
    const lost = { method: 'POST', path: pathOf(charge), fault: 'actThenReset', times: 2 };
    await fault(sale, 'request', lost);
    expect(['pending', 'succeeded']).toContain((await refund(sale.payment.id)).body.status);
    await eventually(async () => (await getPayment(sale.payment.id)).amountRefunded === 5_000);
    expect((await charges(sale))[0]!.amount_refunded).toBe(5_000);
  });

test('row 13, paypal: the answer to a capture is lost, and the order is captured once', async () => {
  const sale = await open(payPalShop);
  const [{ id }] = (await checkouts(sale)) as [Json];
  const path = `/v2/checkout/orders/${id}/capture`;
  await fault(sale, 'request', { method: 'POST', path, fault: 'actThenReset' });
  await payPalShop.press(sale.payment, 'pay');
  await settledAs(sale.payment.id, 'completed');
  expect(await charges(sale)).toHaveLength(1);
});
