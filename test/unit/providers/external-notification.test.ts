import { parseExternalNotification } from '#providers/external/notification';
import { paymentIdOf } from '#test/payments';

const paymentId = paymentIdOf('any');
const headers = { 'webhook-id': 'msg_1' };

const aBody = (changes: Record<string, unknown> = {}, data: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'payment.succeeded',
    timestamp: '2026-11-21T10:05:00.000Z',
    data: {
      external_payment_id: 'ext_1',
      status: 'succeeded',
      amount: 5000,
      currency: 'XOF',
      reference: paymentId,
      ...data,
    },
    ...changes,
  });

const parse = (changes?: Record<string, unknown>, data?: Record<string, unknown>) =>
  parseExternalNotification(aBody(changes, data), headers);

test('a callback says which payment it is about, when it was made and whom to ask', () => {
  expect(parse()).toEqual({
    eventId: 'msg_1',
    eventType: 'payment.succeeded',
    occurredAt: '2026-11-21T10:05:00.000Z',
    concerns: 'payment',
    paymentId,
    reference: 'ext_1',
  });
});

test('its time is in UTC', () => {
  const { occurredAt } = parse({ timestamp: '2026-11-21T11:05:00+01:00' });
  expect(occurredAt).toBe('2026-11-21T10:05:00.000Z');
});

test.each(['processing', 'succeeded', 'failed', 'cancelled', 'expired'])(
  'payment.%s can change a payment',
  (status) => {
    expect(parse({ type: `payment.${status}` }).concerns).toBe('payment');
  },
);

test.each(['payment.pending', 'payment.of_next_year', 'payout.succeeded', 'payment.', ''])(
  '%p cannot',
  (type) => {
    expect(parse({ type }).concerns).toBe('nothing');
  },
);

test.each([
  'order-42',
  'pay_1',
  `${paymentId} `,
  `x${paymentId}`,
  paymentId.toLowerCase(),
  42,
  null,
])('a payment of another application is not ours: %p', (reference) => {
  expect(parse({}, { reference }).paymentId).toBeUndefined();
});

test('unknown fields are ignored', () => {
  expect(parse({ version: 2 }, { fees: [1] }).paymentId).toBe(paymentId);
});

test('a callback without data is about no payment', () => {
  const { paymentId: id, reference } = parse({ data: null });
  expect([id, reference]).toEqual([undefined, undefined]);
});

test.each([
  ['identity', aBody(), {}],
  ['type', aBody({ type: undefined }), headers],
  ['time', aBody({ timestamp: undefined }), headers],
  ['readable time', aBody({ timestamp: 'yesterday' }), headers],
  ['JSON', '<html>', headers],
  ['object', 'null', headers],
])('a callback without %s is set aside for a person', (_what, body, sent) => {
  expect(() => parseExternalNotification(body, sent)).toThrow();
});
