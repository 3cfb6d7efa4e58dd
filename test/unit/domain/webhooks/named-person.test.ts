import { mailboxHash } from '#domain/members/mailbox';
import { withoutPerson } from '#domain/webhooks/delivery';
import type { EventObject } from '#domain/webhooks/event-object';
import { fanOutEvent } from '#domain/webhooks/fan-out-event';
import { namedPerson, personAtMailbox } from '#domain/webhooks/named-person';
import { aPayment } from '#test/payments';
import { WebhookWorld } from '#test/webhook-world';
import { aDelivery } from '#test/webhooks';

const paymentOf = (customerId?: string): EventObject => {
  const payment = aPayment();
  const buyer = { ...payment.buyer, email: 'Zoe@Example.com', customerId };
  return { kind: 'payment', payment: { ...payment, buyer } };
};

test('a body is found by its customer, or by the mailbox of somebody who is none yet', () => {
  expect(namedPerson(paymentOf('cus_1'))).toBe('cus_1');
  expect(namedPerson(paymentOf())).toBe(personAtMailbox(mailboxHash('zoe@example.com')));
  expect(namedPerson({ kind: 'threshold' })).toBeUndefined();
});

test('only the endpoint that asked for the customer gets one, in a row that an erasure finds', async () => {
  const world = new WebhookWorld();
  const silent = await world.listens(() => 200);
  const curious = await world.listens(() => 200, { include: ['customer'] });
  await fanOutEvent(
    {
      ...world,
      objects: { viewOf: async () => paymentOf('cus_1') },
      payloadOf: (_event, _object, include) => JSON.stringify(include),
      handOver: async () => {},
      now: () => world.now,
    },
    world.event(),
  );
  const bodyTo = async ({ id }: { id: string }) =>
    (await world.deliveries.list(id, { limit: 1 })).deliveries[0];
  const [first, second] = [await bodyTo(silent), await bodyTo(curious)];
  expect(first).toMatchObject({ body: '[]' });
  expect(first!.personOf).toBeUndefined();
  expect(second).toMatchObject({ body: '["customer"]', personOf: 'cus_1' });
});

test.each([
  ['pending', 'skipped'],
  ['delivered', 'delivered'],
  ['failed', 'failed'],
] as const)(
  'without its person a %s delivery is %s, and has no body, time or place in a line',
  (state, after) => {
    const body = aDelivery({ state, personOf: 'cus_1', nextAt: '2026-11-21T10:00:00.000Z' });
    const { body: _, personOf: _of, nextAt: _at, ...rest } = body;
    expect(withoutPerson({ ...body, isWaiting: true })).toEqual({
      ...rest,
      state: after,
      version: 2,
    });
  },
);

test('without its person a delivery keeps no answer either: a refusal may repeat what was sent', () => {
  const attempt = { at: '2026-11-21T10:00:00.000Z', durationMs: 9, status: 422 };
  const said = { ...attempt, answer: 'aya@example.com is not known' };
  const erased = withoutPerson(aDelivery({ state: 'failed', personOf: 'cus_1', attempts: [said] }));
  expect(erased.attempts).toEqual([attempt]);
});
