import { createHash } from 'node:crypto';
import { newId } from '#domain/ids';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { money } from '#domain/money';
import { newPayment } from '#domain/payments/new-payment';
import { nextCheckAt } from '#domain/payments/next-check';
import type { Notification } from '#domain/payments/notification';
import type { Payment, PaymentOrder } from '#domain/payments/payment';
import type { EventData, EventType, Fact } from '#vocabulary/events';

/** Aïssatou pays 468.00 € by card on the shop's site. */
export const anOrder = (changes: Partial<PaymentOrder> = {}): PaymentOrder => ({
  amount: money(46_800, 'EUR'),
  method: 'card',
  action: 'redirect',
  buyer: {
    email: 'aissatou@comptoir-diallo.example',
    name: 'Aïssatou Diallo',
    customerId: 'cus_diallo',
  },
  description: 'Abonnement Pro',
  returnUrl: 'https://shop.example/merci',
  cancelUrl: 'https://shop.example/panier',
  orderId: '42',
  initiator: { kind: 'server', isCustomer: true },
  locale: 'fr',
  metadata: {},
  ...changes,
});

const createdAt = '2026-11-21T10:00:00.000Z';

/** A payment's id made from any text, the same for the same text. */
export const paymentIdOf = (text: string, at = createdAt): string =>
  newId('pay', new Date(at), createHash('sha256').update(text).digest());

/** A pending payment whose checkout the buyer has before them; name what the test cares about. */
export function aPayment(changes: Partial<Payment> = {}): Payment {
  const opened = new Date(changes.createdAt ?? createdAt);
  const payment: Payment = {
    ...newPayment(anOrder(), {
      id: paymentIdOf('any', changes.createdAt),
      provider: 'stripe',
      createdAt: opened,
      requestId: 'request-1',
      ownerId: 'key_shop',
    }),
    providerReference: 'cs_test_1',
    action: { kind: 'redirect', url: 'https://checkout.stripe.example/cs_test_1' },
    version: 2,
    ...changes,
  };
  return { ...payment, checkAt: changes.checkAt ?? nextCheckAt(payment, opened) };
}

/** A payment whose money has come. */
export function aCompletedPayment(changes: Partial<Payment> = {}): Payment {
  const amount = changes.amount ?? money(46_800, 'EUR');
  return aPayment({
    status: 'completed',
    amountPaid: amount,
    completedAt: '2026-11-21T10:05:00.000Z',
    version: 3,
    ...changes,
  });
}

/** Stripe tells that a checkout is complete. */
export const aNotification = (changes: Partial<Notification> = {}): Notification => ({
  provider: 'stripe',
  eventId: 'evt_stripe_1',
  eventType: 'checkout.session.completed',
  verdict: 'applied',
  occurredAt: '2026-11-21T10:04:59.000Z',
  receivedAt: '2026-11-21T10:05:00.000Z',
  requestId: 'request-webhook',
  paymentId: paymentIdOf('any'),
  rawBody: '{"id":"evt_stripe_1"}',
  encoding: 'utf8',
  headers: { 'stripe-signature': 't=1,v1=00' },
  ...changes,
});

/** The same on its way from the endpoint. */
export const aReceivedNotification = (
  changes: Partial<ReceivedNotification> = {},
): ReceivedNotification => ({
  provider: 'stripe',
  receivedAt: '2026-11-21T10:05:00.000Z',
  requestId: 'request-webhook',
  rawBody: '{"id":"evt_stripe_1"}',
  encoding: 'utf8',
  headers: { 'stripe-signature': 't=1,v1=00' },
  ...changes,
});

/** The news that a payment is completed. */
export const anEvent = <Type extends EventType = 'payment.completed'>(
  changes: Partial<Omit<Fact<Type>, 'type' | 'data'>> & {
    type?: Type;
    data?: EventData[Type];
  } = {},
): Fact<Type> =>
  ({
    id: 'evt_01KAJ0000000000000000000000',
    type: 'payment.completed',
    occurredAt: '2026-11-21T10:05:00.000Z',
    requestId: 'request-webhook',
    data: { paymentId: paymentIdOf('any') },
    ...changes,
  }) as Fact<Type>;
