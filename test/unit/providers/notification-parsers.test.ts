import fc from 'fast-check';
import { parseNotification } from '#providers/notification-parsers';
import { aReceivedNotification } from '#test/payments';

const providers = ['stripe', 'paypal', 'external'] as const;
const headers = { 'webhook-id': 'msg_1' };

const anEvent = {
  stripe: {
    id: 'evt_1',
    type: 'checkout.session.completed',
    livemode: false,
    created: 1_795_234_091,
    data: { object: { id: 'cs_1', metadata: { peage_payment_id: 'pay_1' } } },
  },
  paypal: {
    id: 'WH-1',
    event_type: 'CHECKOUT.ORDER.APPROVED',
    create_time: '2026-11-21T10:04:59Z',
    resource: { id: '5O190127TN364715T' },
  },
  external: { type: 'payment.succeeded', timestamp: '2026-11-21T10:04:59Z', data: {} },
};

const read = (provider: (typeof providers)[number], rawBody: string, sent = headers) =>
  parseNotification(aReceivedNotification({ provider, rawBody, headers: sent }));

describe.each(providers)(
  'a signed notification of %s that cannot be read [B11 L10]',
  (provider) => {
    test.each([
      'null',
      '[]',
      '{}',
      '0',
      '"evt"',
      'true',
      '',
      'no JSON',
      '<html>',
      '{"id":',
      '\u0000',
    ])('is set aside, not retried: %p', (body) => {
      expect(read(provider, body)).toBeUndefined();
    });

    test('with any one field of another type is read or set aside, and never throws', () => {
      const event = anEvent[provider];
      expect(read(provider, JSON.stringify(event))).toBeDefined();
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(event)), fc.jsonValue(), (member, value) => {
          const parsed = read(provider, JSON.stringify({ ...event, [member]: value }));
          if (parsed === undefined) return;
          expect([typeof parsed.eventId, typeof parsed.eventType]).toEqual(['string', 'string']);
          expect(new Date(parsed.occurredAt).toISOString()).toBe(parsed.occurredAt);
          for (const name of [parsed.paymentId, parsed.reference, parsed.transaction])
            expect(['string', 'undefined']).toContain(typeof name);
        }),
        { numRuns: 300 },
      );
    });
  },
);

test.each(['1e400', '"now"', 'null', '{}', '-1e30'])(
  'an event made at %s is unreadable',
  (time) => {
    const body = JSON.stringify({ ...anEvent.stripe, created: '#' }).replace('"#"', time);
    const parsed = read('stripe', body);
    // null is the first second of 1970, which is filed under the day of its arrival.
    if (time === 'null') expect(parsed?.occurredAt).toBe('2026-11-21T00:00:00.000Z');
    else expect(parsed).toBeUndefined();
  },
);

test('a callback without its own id or time is unreadable', () => {
  const { external } = anEvent;
  expect(read('external', JSON.stringify(external), {} as never)).toBeUndefined();
  expect(read('external', JSON.stringify({ ...external, timestamp: undefined }))).toBeUndefined();
});

test.each([1, 4_000_000_000, 253_402_300_799])(
  'a notification with a time of another century (%i) is filed on the day of its arrival, where it is looked for',
  (created) => {
    const parsed = read('stripe', JSON.stringify({ ...anEvent.stripe, created }));
    expect(parsed?.occurredAt).toBe('2026-11-21T00:00:00.000Z');
  },
);

test('only valid ids become keys: the rest of the notification still counts', () => {
  const object = { id: {}, metadata: { peage_payment_id: 'x'.repeat(5_000) }, payment_intent: [] };
  const body = JSON.stringify({ ...anEvent.stripe, data: { object } });
  expect(read('stripe', body)).toMatchObject({
    eventId: 'evt_1',
    paymentId: undefined,
    reference: undefined,
    transaction: undefined,
  });
});
