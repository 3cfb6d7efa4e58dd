import { faultsBySchema, faultsOfAnswer } from './schemas.ts';
import {
  aCustomId,
  anOrder,
  capture,
  click,
  euros,
  notified,
  paidOrder,
  placeOrder,
  refund,
  type Setup,
  setup,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const whole = { prefer: 'return=representation' };
const expectOrder = (answer: unknown) =>
  expect(faultsBySchema('orders-v2', 'order', answer)).toBeNull();
const expectPayment = (name: string, answer: unknown) =>
  expect(faultsBySchema('payments-v2', name, answer)).toBeNull();
const aUnit = () => ({
  custom_id: aCustomId(),
  invoice_id: aCustomId(),
  soft_descriptor: 'PEAGE',
  items: [{ name: 'Table', quantity: '2', unit_amount: { currency_code: 'EUR', value: '5.00' } }],
  amount: {
    currency_code: 'EUR',
    value: '10.00',
    breakdown: { item_total: { currency_code: 'EUR', value: '10.00' } },
  },
});

test.each([{}, whole])(
  'an order has the documented form from creation to refund (%j)',
  async (prefer) => {
    const created = await world.call('POST', '/v2/checkout/orders', anOrder(aUnit()), prefer);
    expectOrder(created.body);
    const { id, links } = created.body;
    await click(links.find(({ rel }) => rel === 'payer-action')!.href, 'pay');
    expectOrder((await world.call('GET', `/v2/checkout/orders/${id}`)).body);
    const captured = await capture(world, id, prefer);
    expectOrder(captured.body);

    const captureId = captured.body.purchase_units[0]!.payments.captures[0]!.id;
    expectPayment(
      'capture-2',
      (await world.call('GET', `/v2/payments/captures/${captureId}`)).body,
    );
    const terms = { ...euros('4.00'), note_to_payer: 'Pardon', custom_id: 'refund-1' };
    const refunded = await refund(world, captureId, terms, prefer);
    expectPayment('refund', refunded.body);
    const refundPath = `/v2/payments/refunds/${refunded.body.id}`;
    expectPayment('refund', (await world.call('GET', refundPath)).body);
    expectPayment(
      'capture-2',
      (await world.call('GET', `/v2/payments/captures/${captureId}`)).body,
    );
    expectOrder((await world.call('GET', `/v2/checkout/orders/${id}`)).body);
  },
);

test('an order without a source has the documented form', async () => {
  const { payment_source: _, ...body } = anOrder();
  expectOrder((await world.call('POST', '/v2/checkout/orders', body, whole)).body);
});

test.each(['echeck', 'review'])('pending money has the documented form: %s', async (choice) => {
  const { captureId } = await paidOrder(world, {}, choice);
  const read = () => world.call('GET', `/v2/payments/captures/${captureId}`);
  expectPayment('capture-2', (await read()).body);
  await world.control('POST', `/captures/${captureId}/settle`, { outcome: 'pay' });
  const { body } = await refund(world, captureId, {}, whole);
  expectPayment('refund', body);
});

test('errors have the documented form', async () => {
  const { id } = await placeOrder(world);
  const orders = '/v2/checkout/orders';
  expectPayment('error_404', (await world.call('GET', `${orders}/NOBODY`)).body);
  expectPayment('error_422', (await capture(world, id)).body);
  expectPayment('error_400', (await world.call('POST', orders, {})).body);
  const mocked = (issue: string) => ({
    'paypal-mock-response': JSON.stringify({ mock_application_codes: issue }),
  });
  const busy = await capture(world, id, mocked('PREVIOUS_REQUEST_IN_PROGRESS'));
  expectPayment('error_409', busy.body);
  expectPayment(
    'error_401',
    (await world.call('GET', `${orders}/${id}`, undefined, anonymous)).body,
  );
  await world.control('POST', '/faults', {
    ...{ on: 'request', fault: '500', metadata: { order_id: id } },
  });
  expectPayment('error_500', (await capture(world, id)).body);
});

const anonymous = { authorization: '' };

test('events and their resources have the documented form', async () => {
  const { orderId, captureId } = await paidOrder(world, aUnit());
  const approved = await notified(world, 'CHECKOUT.ORDER.APPROVED', orderId);
  const captured = await notified(world, 'PAYMENT.CAPTURE.COMPLETED', captureId);
  const { body } = await refund(world, captureId);
  const refunded = await notified(world, 'PAYMENT.CAPTURE.REFUNDED', body.id);
  for (const { event } of [approved, captured, refunded]) {
    expect(faultsBySchema('webhooks-v1', 'event', event)).toBeNull();
  }
  expectOrder(approved.event.resource);
  expectPayment('capture-2', captured.event.resource);
  expectPayment('refund', refunded.event.resource);

  const list = await world.call('GET', '/v1/notifications/webhooks-events');
  expect(faultsBySchema('webhooks-v1', 'EventList', list.body)).toBeNull();
});

test('an issue that the operation does not name is found', () => {
  const refusal = (issue: string) => ({
    ...{ method: 'POST', path: '/v2/checkout/orders/5O190127TN364715T/capture', status: 422 },
    answer: { name: 'UNPROCESSABLE_ENTITY', details: [{ issue }] },
  });
  expect(faultsOfAnswer(refusal('ORDER_NOT_APPROVED'))).toBeNull();
  expect(faultsOfAnswer(refusal('REFUND_NOT_ALLOWED'))).toContain('REFUND_NOT_ALLOWED');
  const elsewhere = { ...refusal('ORDER_NOT_APPROVED'), path: '/v2/checkout/baskets' };
  expect(faultsOfAnswer(elsewhere)).toContain('is not described');
});

test('the check itself reports what is wrong', async () => {
  const { id } = await placeOrder(world);
  const { body } = await world.call('GET', `/v2/checkout/orders/${id}`);
  expect(faultsBySchema('orders-v2', 'order', { ...body, colour: 'red' })).toContain('unevaluated');
  expect(faultsBySchema('orders-v2', 'order', { ...body, status: 'PAID' })).toContain('status');
});
