import { parsePayPalNotification } from '#providers/paypal/notification';
import { paymentIdOf } from '#test/payments';

const paymentId = paymentIdOf('any');
const up = [
  { rel: 'self', href: 'https://api.paypal.com/v2/payments/refunds/1JU08902781691411' },
  { rel: 'up', href: 'https://api.paypal.com/v2/payments/captures/3C679366HH908993F' },
];

const parse = (event_type: string, resource?: object, changes: object = {}) =>
  parsePayPalNotification(
    JSON.stringify({
      id: 'WH-58D329510W468432D-8HN650336L201105X',
      event_version: '1.0',
      create_time: '2026-11-21T10:00:00.123Z',
      event_type,
      resource,
      ...changes,
    }),
  );

const order = { id: '5O190127TN364715T', purchase_units: [{ custom_id: paymentId }] };
const capture = {
  id: '3C679366HH908993F',
  custom_id: paymentId,
  supplementary_data: { related_ids: { order_id: '5O190127TN364715T' } },
};

test.each(['CHECKOUT.ORDER.APPROVED', 'CHECKOUT.ORDER.COMPLETED'])(
  '%s names the payment and the order to ask for',
  (type) => {
    expect(parse(type, order)).toEqual({
      eventId: 'WH-58D329510W468432D-8HN650336L201105X',
      eventType: type,
      occurredAt: '2026-11-21T10:00:00.123Z',
      concerns: 'payment',
      paymentId,
      reference: '5O190127TN364715T',
    });
  },
);

test('a reversed approval names its order', () => {
  const { id, ...rest } = order;
  expect(parse('CHECKOUT.PAYMENT-APPROVAL.REVERSED', { order_id: id, ...rest })).toMatchObject({
    concerns: 'payment',
    paymentId,
    reference: id,
  });
});

test.each(['COMPLETED', 'PENDING', 'DENIED', 'DECLINED'])(
  'PAYMENT.CAPTURE.%s names the payment, its order and the transaction',
  (word) => {
    expect(parse(`PAYMENT.CAPTURE.${word}`, capture)).toMatchObject({
      concerns: 'payment',
      paymentId,
      reference: '5O190127TN364715T',
      transaction: '3C679366HH908993F',
    });
  },
);

test.each([
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'PAYMENT.REFUND.PENDING',
  'PAYMENT.REFUND.FAILED',
])('%s names the transaction that it takes back, not the refund', (type) => {
  const refund = {
    id: '1JU08902781691411',
    custom_id: 'ref_01KAJ000000000000000000000',
    links: up,
  };
  const { paymentId: named, ...parsed } = parse(type, refund);
  expect(named).toBeUndefined();
  expect(parsed).toMatchObject({ concerns: 'money_back', transaction: '3C679366HH908993F' });
});

test.each(['CREATED', 'UPDATED', 'RESOLVED'])(
  'CUSTOMER.DISPUTE.%s names the transaction',
  (word) => {
    const disputed_transactions = [
      { seller_transaction_id: '3C679366HH908993F', custom: paymentId },
    ];
    expect(parse(`CUSTOMER.DISPUTE.${word}`, { disputed_transactions })).toMatchObject({
      concerns: 'money_back',
      paymentId,
      transaction: '3C679366HH908993F',
    });
  },
);

test.each(['BILLING.PLAN.CREATED', 'PAYMENT.SALE.COMPLETED', 'AN.EVENT.OF.NEXT.YEAR', 'toString'])(
  '%s has no effect here',
  (type) => {
    expect(parse(type, order)).toMatchObject({ eventType: type, concerns: 'nothing' });
  },
);

test.each(['order-17', 'pay_1', '', 17, null, undefined, `${paymentId}0`, paymentId.toLowerCase()])(
  'a notification of another application in the same account is foreign: %j',
  (custom_id) => {
    expect(parse('PAYMENT.CAPTURE.COMPLETED', { ...capture, custom_id }).paymentId).toBeUndefined();
  },
);

test.each([undefined, {}, { links: [] }, { purchase_units: [] }, { disputed_transactions: [] }])(
  'an event with fewer fields than known is accepted: %j',
  (resource) => {
    for (const type of [
      'CHECKOUT.ORDER.APPROVED',
      'PAYMENT.CAPTURE.COMPLETED',
      'PAYMENT.CAPTURE.REFUNDED',
      'CUSTOMER.DISPUTE.CREATED',
    ])
      expect(parse(type, resource).paymentId).toBeUndefined();
  },
);
