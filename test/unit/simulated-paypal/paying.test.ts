import { eventually } from '#test/eventually';
import {
  aCustomId,
  cancelUrl,
  capture,
  click,
  decidedOrder,
  issueOf,
  notificationsOf,
  notified,
  paidOrder,
  pause,
  placeOrder,
  returnUrl,
  type Setup,
  setup,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const read = (id: string) => world.call('GET', `/v2/checkout/orders/${id}`);
const pageOf = async (url: string, language = 'fr') =>
  (await fetch(url, { headers: { 'accept-language': language } })).text();

test('approving sends the payer back and notifies the shop, but takes no money yet', async () => {
  const { id, url } = await placeOrder(world, { custom_id: 'payment-approved' });
  const response = await click(url, 'pay');
  expect(response.status).toBe(303);
  const back = new URL(response.headers.get('location')!);
  expect(back.href.startsWith(returnUrl)).toBe(true);
  expect(back.searchParams.get('token')).toBe(id);
  expect(back.searchParams.get('PayerID')).toMatch(/^[2-9A-HJ-NP-Z]{13}$/);

  expect((await read(id)).body).toMatchObject({ status: 'APPROVED' });
  const { event } = await notified(world, 'CHECKOUT.ORDER.APPROVED', id);
  expect(event).toMatchObject({
    resource_type: 'checkout-order',
    resource: { id, status: 'APPROVED', purchase_units: [{ custom_id: 'payment-approved' }] },
  });
  const { body } = await world.control<{ order_id: string }[]>('GET', '/charges');
  expect(body.filter((charge) => charge.order_id === id)).toHaveLength(0);
});

test('capturing takes the money once, whoever asks', async () => {
  const { id } = await decidedOrder(world, 'pay', { custom_id: 'payment-captured' });
  const headers = { 'paypal-request-id': `cap-${id}` };
  const first = await capture(world, id, headers);
  const [taken] = first.body.purchase_units[0]!.payments.captures;
  expect(first).toMatchObject({ status: 201, body: { status: 'COMPLETED' } });
  expect(taken).toMatchObject({ status: 'COMPLETED', custom_id: 'payment-captured' });
  expect(await capture(world, id, headers)).toMatchObject({ status: 200, body: first.body });
  expect(issueOf(await capture(world, id))).toBe('ORDER_ALREADY_CAPTURED');
  await world.skip(6 * 60 * 60);
  expect(issueOf(await capture(world, id, headers))).toBe('ORDER_ALREADY_CAPTURED');

  const { event } = await notified(world, 'PAYMENT.CAPTURE.COMPLETED', taken!.id);
  expect(event.resource).toMatchObject({
    id: taken!.id,
    custom_id: 'payment-captured',
    supplementary_data: { related_ids: { order_id: id } },
  });
  await notified(world, 'CHECKOUT.ORDER.COMPLETED', id);
  const { body } = await world.control<{ order_id: string }[]>('GET', '/charges');
  expect(body.filter((charge) => charge.order_id === id)).toEqual([
    expect.objectContaining({ id: taken!.id, amount: 46_800, currency: 'EUR', refunded: false }),
  ]);
});

test('two captures at once: one takes the money, the other is told that it is under way', async () => {
  const { id } = await decidedOrder(world);
  const fault = { on: 'request', fault: 'slow', delayMs: 2_000, metadata: { order_id: id } };
  await world.control('POST', '/faults', fault);
  const both = await Promise.all([capture(world, id), capture(world, id)]);
  const refused = both.find(({ status }) => status === 422)!;
  expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(issueOf(refused)).toBe('ORDER_COMPLETION_IN_PROGRESS');
});

test('nothing can be captured before the payer approves', async () => {
  const { id } = await placeOrder(world);
  expect(issueOf(await capture(world, id))).toBe('ORDER_NOT_APPROVED');
});

test('cancelling returns to the shop and leaves the order as it was', async () => {
  const { id, url } = await placeOrder(world);
  const response = await click(url, 'cancel');
  expect(response.headers.get('location')).toBe(`${cancelUrl}?token=${id}`);
  expect((await read(id)).body.status).toBe('PAYER_ACTION_REQUIRED');
});

test('a payer who never returns has still approved', async () => {
  const { id, url } = await placeOrder(world);
  const response = await click(url, 'later');
  expect(response.headers.get('location')).toBe(`/checkoutnow?token=${id}`);
  expect(await pageOf(url)).toContain('Vous avez accepté ce paiement');
  await notified(world, 'CHECKOUT.ORDER.APPROVED', id);
  expect((await capture(world, id)).status).toBe(201);
});

test('a declined instrument leaves the order payable with another one', async () => {
  const { id, url } = await decidedOrder(world, 'decline');
  const headers = { 'paypal-request-id': `cap-${id}` };
  const refused = await capture(world, id, headers);
  expect(refused.status).toBe(422);
  expect(issueOf(refused)).toBe('INSTRUMENT_DECLINED');
  expect(refused.body.links).toContainEqual({ href: url, rel: 'redirect', method: 'GET' });
  expect(await pageOf(url)).toContain('a été refusé');

  await click(url, 'pay');
  expect((await capture(world, id, headers)).status).toBe(201);
});

test('a declined instrument that is tried too often is refused', async () => {
  const { id } = await decidedOrder(world, 'decline');
  for (let attempt = 0; attempt < 10; attempt += 1) await capture(world, id);
  expect(issueOf(await capture(world, id))).toBe('MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED');
});

test('an invoice is paid once', async () => {
  const invoice_id = aCustomId();
  await paidOrder(world, { invoice_id });
  const { id } = await decidedOrder(world, 'pay', { invoice_id });
  expect(issueOf(await capture(world, id))).toBe('DUPLICATE_INVOICE_ID');
});

test.each([
  ['echeck', 'ECHECK', 'pay', 'COMPLETED', 'PAYMENT.CAPTURE.COMPLETED'],
  ['echeck', 'ECHECK', 'decline', 'DECLINED', 'PAYMENT.CAPTURE.DENIED'],
  ['review', 'PENDING_REVIEW', 'declined', 'DECLINED', 'PAYMENT.CAPTURE.DECLINED'],
])(
  '%s: the order is complete, the money is pending (%s) until somebody says %s',
  async (choice, reason, outcome, status, type) => {
    const { orderId, captureId } = await paidOrder(world, {}, choice);
    expect((await read(orderId)).body.status).toBe('COMPLETED');
    const path = `/v2/payments/captures/${captureId}`;
    expect((await world.call('GET', path)).body).toMatchObject({
      status: 'PENDING',
      status_details: { reason },
    });
    await notified(world, 'PAYMENT.CAPTURE.PENDING', captureId);
    expect(notificationsOf(world, 'PAYMENT.CAPTURE.COMPLETED', captureId)).toHaveLength(0);

    await world.control('POST', `/captures/${captureId}/settle`, { outcome });
    expect((await world.call('GET', path)).body).toMatchObject({ status });
    await notified(world, type, captureId);
  },
);

test('if the money must come at once, no e-check is offered', async () => {
  const immediate = { payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED' };
  const { id, url } = await placeOrder(world, {}, immediate);
  expect(await pageOf(url)).not.toContain('value="echeck"');
  expect((await click(url, 'echeck')).status).toBe(400);
  expect((await read(id)).body.status).toBe('PAYER_ACTION_REQUIRED');
});

test('an approval that is not captured within three hours is reversed', async () => {
  const { id } = await decidedOrder(world, 'pay', { custom_id: 'payment-forgotten' });
  await world.skip(3 * 60 * 60);
  const { event } = await notified(world, 'CHECKOUT.PAYMENT-APPROVAL.REVERSED', id);
  expect(event.resource).toMatchObject({
    order_id: id,
    purchase_units: [{ custom_id: 'payment-forgotten' }],
  });
  expect((await capture(world, id)).status).toBe(404);
});

test.each([
  ['wrongAmount', { amount: 500 }, { currency_code: 'EUR', value: '5.00' }],
  ['wrongCurrency', {}, { currency_code: 'USD', value: '468.00' }],
])('%s: the capture states what was really paid', async (fault, more, amount) => {
  const custom_id = aCustomId();
  await world.control('POST', '/faults', {
    ...{ on: 'payment', fault, metadata: { custom_id } },
    ...more,
  });
  const { captureId } = await paidOrder(world, { custom_id });
  const { body } = await world.call('GET', `/v2/payments/captures/${captureId}`);
  expect(body).toMatchObject({ status: 'COMPLETED', amount, custom_id });
});

test('the payer can decide without a browser', async () => {
  const { id } = await placeOrder(world);
  await world.control('POST', `/orders/${id}/decide`, { outcome: 'pay' });
  expect((await read(id)).body.status).toBe('APPROVED');
  const again = await world.control('POST', `/orders/${id}/decide`, { outcome: 'decline' });
  expect(again.status).toBe(409);
  const { body } = await world.control<{ id: string }[]>('GET', '/orders');
  expect(body.find((order) => order.id === id)).toMatchObject({ status: 'APPROVED' });
});

test('the page is in the language of the shop, and writes amounts as usual in it', async () => {
  const { url } = await placeOrder(world);
  const page = (await pageOf(url, 'en')).replace(/[\u00a0\u202f]/g, ' ');
  expect(page).toContain('lang="fr"');
  expect(page).toContain('468,00 €');
  const forints = { amount: { currency_code: 'HUF', value: '5000' } };
  const english = await placeOrder(world, forints, { locale: 'en-GB' });
  expect(await pageOf(english.url)).toContain('5,000.00');
});

test('paying twice approves once', async () => {
  const { id, url } = await placeOrder(world);
  await Promise.all([click(url, 'pay'), click(url, 'pay')]);
  await eventually(() => notificationsOf(world, 'CHECKOUT.ORDER.APPROVED', id).length > 0);
  await pause(50);
  expect(notificationsOf(world, 'CHECKOUT.ORDER.APPROVED', id)).toHaveLength(1);
});
