import { parseStripeNotification } from '#providers/stripe/notification';

const anEventBody = (changes: Record<string, unknown> = {}, object: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'checkout.session.completed',
    livemode: false,
    created: 1_795_234_091,
    data: { object: { id: 'cs_test_1', metadata: { peage_payment_id: 'pay_1' }, ...object } },
    ...changes,
  });

test('a notification says which payment it is about and which checkout to ask for', () => {
  expect(parseStripeNotification(anEventBody())).toEqual({
    eventId: 'evt_1',
    eventType: 'checkout.session.completed',
    occurredAt: '2026-11-21T04:08:11.000Z',
    mode: 'test',
    concerns: 'payment',
    paymentId: 'pay_1',
    reference: 'cs_test_1',
  });
});

test('test money and real money are distinguished', () => {
  expect(parseStripeNotification(anEventBody({ livemode: true })).mode).toBe('live');
});

test.each([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
])('%s can change a payment', (type) => {
  expect(parseStripeNotification(anEventBody({ type })).concerns).toBe('payment');
});

test.each([
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
])('%s is about refunds or disputes', (type) => {
  expect(parseStripeNotification(anEventBody({ type })).concerns).toBe('money_back');
});

test.each(['customer.created', 'payment_intent.created', 'an.event.of.next.year'])(
  '%s cannot',
  (type) => {
    expect(parseStripeNotification(anEventBody({ type })).concerns).toBe('nothing');
  },
);

test.each([{ metadata: {} }, { metadata: null }, { metadata: undefined }])(
  'a notification of another application in the same account is foreign: %j',
  (object) => {
    expect(parseStripeNotification(anEventBody({}, object)).paymentId).toBeUndefined();
  },
);

test('unknown fields are ignored', () => {
  const body = anEventBody({ api_version: 'next', context: {} }, { novelty: [1] });
  expect(parseStripeNotification(body).paymentId).toBe('pay_1');
});
