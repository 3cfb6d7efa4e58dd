import type { ParsedNotification } from '#domain/payments/notification';

/** Where we put our own id, and Stripe hands it back: session, payment intent and charge carry it. */
export const paymentIdKey = 'peage_payment_id';

/** Types that can move a payment. */
const relevantTypes = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
]);

type StripeEvent = {
  id: string;
  type: string;
  livemode: boolean;
  data: { object: { id?: string; metadata?: Record<string, string> | null } };
};

/** Reads an event whose signature has been verified. Its object is a hint; Stripe is asked for it. */
export function parseStripeNotification(rawBody: string): ParsedNotification {
  const event = JSON.parse(rawBody) as StripeEvent;
  const { id, metadata } = event.data.object;
  return {
    eventId: event.id,
    eventType: event.type,
    mode: event.livemode ? 'live' : 'test',
    isRelevant: relevantTypes.has(event.type),
    paymentId: metadata?.[paymentIdKey],
    reference: id,
  };
}
