import type * as z from 'zod/mini';
import { messages, pingMessage } from '#contract/webhooks/messages';
import { payloadBytesMax, payloadOf, pingPayload } from '#contract/webhooks/payload';
import { erasedCustomer, erasedOrder, erasedPayment, erasedRefund } from '#domain/erasure/erased';
import type { EventObject, PublicEvent } from '#domain/webhooks/event-object';
import { customer, objects, order, payment, refund, toldFacts } from '#test/told-facts';
import { publicEvents } from '#vocabulary/webhooks';

const read = (body: string) => JSON.parse(body) as { data: Record<string, unknown> };

const factOf = (type: string) => toldFacts.find(({ event }) => event.type === type)!;

const written = /awa|kon[ée]|\+225|jardins/i;

test('there is a sample of every public event', () => {
  expect(toldFacts.map(({ event }) => event.type)).toEqual([...publicEvents]);
});

describe.each(toldFacts)('$event.type', ({ event, object }) => {
  const schema = messages[event.type] as z.ZodMiniType;

  test('has the form that the description promises, with and without the customer', () => {
    for (const include of [[], ['customer']] as const) {
      const { data, ...head } = read(payloadOf(event, object, include));
      expect(head).toEqual({ type: event.type, timestamp: event.occurredAt });
      expect(data.object).not.toBeNull();
      expect(schema.parse({ ...head, data })).toEqual({ ...head, data });
    }
  });

  test('names nobody to an endpoint that has not asked for it', () => {
    expect(payloadOf(event, object)).not.toMatch(written);
  });

  test('holds no link to a document, no token, and nothing that lets somebody pay', () => {
    const body = payloadOf(event, object, ['customer']);
    expect(body).not.toMatch(/token|secret|pdfUrl|uploads|"url"|"action"|https?:\/\/(?!shop)/i);
  });

  test('says its id, its day and the version of its object', () => {
    const { data } = read(payloadOf(event, object));
    expect(data).toMatchObject({
      id: event.id,
      apiVersion: '2026-11-28',
      occurredAt: event.occurredAt,
      version: expect.any(Number),
    });
  });

  test('is told with its ids alone when the object is not stored any more', () => {
    const { data } = read(payloadOf(event, undefined, ['customer']));
    expect(data).toMatchObject({ object: null, version: null, about: expect.any(Object) });
    expect(Object.keys(data.about as object).length).toBeGreaterThan(0);
  });
});

test('an endpoint that includes the customer gets who it is, how to reach them, and what was written', () => {
  const { event, object } = factOf('payment.completed');
  expect(read(payloadOf(event, object, ['customer'])).data).toMatchObject({
    customer: {
      name: 'Awa Koné',
      email: 'awa.kone@example.com',
      phone: '+2250701020304',
      address: { city: 'Abidjan' },
    },
    object: { description: 'Cours de Awa Koné', metadata: { pupil: 'Awa Koné' } },
  });
});

const now = new Date('2026-12-01T00:00:00Z');

test.each<[string, EventObject, EventObject]>([
  ['payment.completed', objects.payment, { kind: 'payment', payment: erasedPayment(payment, now) }],
  [
    'payment.refunded',
    objects.refund,
    { kind: 'refund', refund: erasedRefund(refund), payment: erasedPayment(payment, now) },
  ],
  ['order.paid_late', objects.order, { kind: 'order', order: erasedOrder(order, undefined, now) }],
  [
    'customer.erased',
    objects.customer,
    { kind: 'customer', customer: erasedCustomer(customer, now) },
  ],
])(
  '%s tells nothing from before an erasure that it would not tell after it, but states and times',
  (type, before, after) => {
    const { event } = factOf(type);
    const states = /^(state|status|plan|updatedAt|archivedAt|currentPeriodEnd|version)$/;
    const told = (object: EventObject) =>
      JSON.stringify(read(payloadOf(event, object)), (name, value) =>
        states.test(name) ? undefined : value,
      );
    expect(told(before)).toBe(told(after));
    expect(read(payloadOf(event, after, ['customer'])).data).not.toHaveProperty('customer');
  },
);

test('an object that is too large is left out, and the ids stay', () => {
  const line = { description: 'Affiche '.repeat(60), quantity: 1, unitGrossMinor: 100 };
  const large = { ...order, lines: Array.from({ length: 100 }, () => line) };
  const { event } = factOf('order.paid');
  const body = payloadOf(event, { kind: 'order', order: large }, ['customer']);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(payloadBytesMax);
  const { data } = read(body);
  expect(data).toMatchObject({ object: null, version: 1, about: { orderId: order.id } });
  expect(body).not.toMatch(/awa|Affiche/i);
});

test('a stored object of another form is told by its ids, rather than not at all', () => {
  const { event } = factOf('payment.completed');
  const odd = { ...payment, createdAt: 'yesterday' };
  expect(read(payloadOf(event, { kind: 'payment', payment: odd })).data).toMatchObject({
    object: null,
    about: { paymentId: payment.id },
  });
});

test('the same event with the same object is the same bytes', () => {
  for (const { event, object } of toldFacts)
    expect(payloadOf(event, object)).toBe(payloadOf({ ...event } as PublicEvent, object));
});

test('a test message has its own form', () => {
  const body = JSON.parse(pingPayload('we_1', 'evt_1', now)) as unknown;
  expect(pingMessage.parse(body)).toEqual(body);
});
