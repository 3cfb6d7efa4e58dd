import type { ParsedNotification } from '#domain/payments/notification';
import { stripeMoneyBackEvents, stripePaymentEvents } from '#vocabulary/stripe-events';

/** Where we put our own id, and Stripe hands it back: session, payment intent and charge carry it. */
export const paymentIdKey = 'peage_payment_id';

/** Where a refund carries ours. */
export const refundIdKey = 'peage_refund_id';

/** Marks the payment intent of a hosted checkout, whose session tells of the payment first. */
export const checkoutKey = 'peage_checkout';

/** How long a second witness waits, so that it finds the first one's work done. */
const secondWitnessDelaySeconds = 20;

type StripeEvent = {
  id: string;
  type: string;
  livemode: boolean;
  /** Unix seconds. */
  created: number;
  data: {
    object: {
      id?: string;
      metadata?: Record<string, string> | null;
      payment_intent?: string | null;
    };
  };
};

/** Reads an event whose signature has been verified. Its object is a hint; Stripe is asked for it. */
export function parseStripeNotification(rawBody: string): ParsedNotification {
  const event = JSON.parse(rawBody) as StripeEvent;
  const { id, metadata, payment_intent } = event.data.object;
  return {
    eventId: event.id,
    eventType: event.type,
    occurredAt: new Date(event.created * 1000).toISOString(),
    mode: event.livemode ? 'live' : 'test',
    concerns: concernOf(event.type),
    paymentId: metadata?.[paymentIdKey],
    reference: id,
    transaction: payment_intent ?? undefined,
  };
}

function concernOf(type: string): ParsedNotification['concerns'] {
  if (isOneOf(stripePaymentEvents, type)) return 'payment';
  return isOneOf(stripeMoneyBackEvents, type) ? 'money_back' : 'nothing';
}

const isOneOf = (types: readonly string[], type: string): boolean => types.includes(type);

/**
 * Seconds by which a notification may be taken in later.
 *
 * A hosted checkout is told of twice at once, by its session and by its payment intent. Taking in
 * both at once makes one of them lose, and a lost transaction is billed; the intent's comes later and
 * matters only when the session's was lost. Of a decline the intent alone tells, at once.
 */
export function delayOfStripeNotification(rawBody: string): number {
  const isSecondWitness = rawBody.includes(`"${checkoutKey}"`) && isOfPaymentIntent.test(rawBody);
  return isSecondWitness ? secondWitnessDelaySeconds : 0;
}

/** Looked for in the text: what nobody can parse is for the queue to find out, not for the sender. */
const isOfPaymentIntent = /"type":\s*"payment_intent\.(?!payment_failed")/;
