import { randomUUID } from 'node:crypto';
import {
  aPaymentRequest,
  api,
  eventually,
  getPayment,
  initiate,
  press,
  request,
  settledAs,
  stripe,
  token,
} from '#test/cloud';
import { sessionsAbout } from '#test/stripe-account';
import { initiateMarked, notifications, reconciledAs, runSchedule } from '#test/trouble';

const guest = (clientToken: string) => ({
  asGuest: true,
  headers: { 'x-client-token': clientToken },
});

describe('a guest with the payment’s client token', () => {
  test('can poll it, and sees the invoice with a working link', async () => {
    const payment = await initiate();
    await press(payment, 'pay');
    const seen = await eventually(async () => {
      const { body } = await api('GET', `/v1/payments/${payment.id}`, guest(payment.clientToken));
      return body.invoice && body;
    });
    expect(seen).toMatchObject({ status: 'completed', action: null });
    const link = await request('GET', seen.invoice.url);
    expect(link.status).toBe(302);
    expect((await request('GET', link.headers.get('location')!)).status).toBe(200);
  });

  test('can cancel it: the checkout is closed at Stripe too, and a second time is not an error', async () => {
    const { payment, mark } = await initiateMarked();
    const cancel = () =>
      api('POST', `/v1/payments/${payment.id}/cancel`, guest(payment.clientToken));
    expect((await cancel()).body).toMatchObject({ status: 'cancelled' });
    expect((await cancel()).body).toMatchObject({ status: 'cancelled' });
    const [session] = await sessionsAbout((mark as { test: string }).test);
    expect(session?.status).toBe('expired');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await getPayment(payment.id)).status).toBe('cancelled');
  });
});

test('§5 row 12: cancelling a payment that was paid meanwhile follows the provider', async () => {
  const { payment, mark } = await initiateMarked();
  await notifications(mark, 'lose', { times: 20 });
  await press(payment, 'pay');
  const reply = await api('POST', `/v1/payments/${payment.id}/cancel`);
  expect(reply.status).toBe(409);
  expect(reply.body.code).toBe('payment_not_cancellable');
  await settledAs(payment.id, 'completed');
});

test('the same key cancels once and gets the same answer, byte for byte', async () => {
  const payment = await initiate();
  const headers = { 'idempotency-key': randomUUID() };
  const first = await api('POST', `/v1/payments/${payment.id}/cancel`, { headers });
  const second = await api('POST', `/v1/payments/${payment.id}/cancel`, { headers });
  expect(second.text).toBe(first.text);
});

test('a payment expires at its time, and its checkout with it', async () => {
  const { payment, mark } = await initiateMarked();
  await reconciledAs(payment.id, 'expired');
  const [session] = await sessionsAbout((mark as { test: string }).test);
  expect(session?.status).toBe('expired');
});

test('a payment does not expire before its time', async () => {
  const payment = await initiate();
  await runSchedule('reconcile-payments', new Date());
  expect((await getPayment(payment.id)).status).toBe('pending');
});

test('a processing payment does not expire, and does not delay others', async () => {
  const payment = await initiate();
  await press(payment, 'later');
  await settledAs(payment.id, 'processing');
  const next = await initiate();
  await reconciledAs(next.id, 'expired');
  expect((await getPayment(payment.id)).status).toBe('processing');
});

test('the mobile sheet gets a client secret, and its payment completes', async () => {
  const payment = await initiate({ action: 'sdk' });
  expect(payment.action).toMatchObject({ kind: 'sdk', provider: 'stripe' });
  const intent = payment.action.clientSecret.split('_secret_')[0];
  await stripe('POST', `/_sim/payment_intents/${intent}/confirm`, { outcome: 'pay' });
  await settledAs(payment.id, 'completed');
});

test('a cancelled mobile payment is cancelled at Stripe', async () => {
  const payment = await initiate({ action: 'sdk' });
  await api('POST', `/v1/payments/${payment.id}/cancel`);
  await settledAs(payment.id, 'cancelled');
});

describe('the browser comes back', () => {
  test('to the shop, with the payment’s id', async () => {
    const payment = await initiate({ returnUrl: 'https://shop.example/merci?commande=42' });
    const back = await press(payment, 'pay');
    const onward = await request('GET', back.headers.get('location')!);
    expect(onward.status).toBe(303);
    const url = new URL(onward.headers.get('location')!);
    expect(url.origin + url.pathname).toBe('https://shop.example/merci');
    expect(Object.fromEntries(url.searchParams)).toEqual({ commande: '42', payment: payment.id });
    await settledAs(payment.id, 'completed');
  });

  test('after giving up, to the shop’s cancel address, and the buyer can still pay', async () => {
    const payment = await initiate({
      returnUrl: 'https://shop.example/merci',
      cancelUrl: 'http://localhost:5173/panier',
    });
    const back = await press(payment, 'cancel');
    const onward = await request('GET', back.headers.get('location')!);
    expect(onward.headers.get('location')).toBe(
      `http://localhost:5173/panier?payment=${payment.id}`,
    );
    expect((await getPayment(payment.id)).status).toBe('pending');
  });

  test('also by a cross-site POST', async () => {
    const payment = await initiate();
    const back = await press(payment, 'pay');
    const onward = await request('POST', back.headers.get('location')!, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'outcome=success',
    });
    expect(onward.status).toBe(303);
  });
});

describe('lists of payments', () => {
  test('a customer’s payments come newest first, page by page', async () => {
    const customerId = `cus_${randomUUID().replaceAll('-', '')}`;
    const customer = { ...aPaymentRequest().customer, customerId };
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await initiate({ customer })).id);
    const member = await token({ role: 'member', customerId });
    const page = async (cursor?: string) =>
      (
        await api('GET', `/v1/payments?limit=2${cursor ? `&cursor=${cursor}` : ''}`, {
          asGuest: true,
          headers: member,
        })
      ).body;
    const first = await page();
    const second = await page(first.nextCursor);
    const third = await page(second.nextCursor);
    const seen = [first, second, third].flatMap(({ data }) =>
      data.map(({ id }: { id: string }) => id),
    );
    expect(seen).toEqual(ids.reverse());
    expect(third.nextCursor).toBeNull();
  });

  test('finance can filter all payments', async () => {
    const description = `Commande ${randomUUID()}`;
    const payment = await initiate({ description });
    await initiate();
    const finance = await token({ role: 'finance' });
    const query = new URLSearchParams({ q: description, status: 'pending', provider: 'stripe' });
    const { body } = await api('GET', `/v1/payments?${query}`, { asGuest: true, headers: finance });
    expect(body.data).toMatchObject([{ id: payment.id, description }]);
  });
});

test('the description of the API is served', async () => {
  const { status, body } = await api('GET', '/v1/openapi.json', { asGuest: true });
  expect(status).toBe(200);
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths)).toContain('/v1/payments/{id}/cancel');
});

test('the health check answers', async () => {
  expect((await api('GET', '/health', { asGuest: true })).body).toEqual({ status: 'ok' });
});
