import type { ParsedNotification } from '#domain/payments/notification';
import { stripeMoneyBackEvents, stripePaymentEvents } from '#vocabulary/stripe-events';

/** The metadata key for our payment id; session, payment intent and charge return it. */
export const paymentIdKey = 'peage_payment_id';

/** The metadata key for our refund id. */
export const refundIdKey = 'peage_refund_id';

/** Marks the payment intent of a hosted checkout, whose session reports the payment first. */
export const checkoutKey = 'peage_checkout';

/** Delay of what else the intent tells, so that it finds the work of the session done. */
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

/** Reads an event whose signature has been verified. Its object is a hint; Stripe is asked. */
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
 * Whether a notification tells only what another one tells too: that of a payment intent that
 * succeeded in a hosted checkout, whose session reports the same at the same time.
 *
 * If the session's does not arrive, Stripe repeats it, its list of undelivered events is read every
 * hour, and the payment is asked about after a quarter of an hour.
 */
export const repeatsStripeSession = (rawBody: string): boolean =>
  isOfHostedCheckout(rawBody) && hasSucceeded.test(rawBody);

/**
 * Returns the seconds by which to delay a notification: those of a hosted checkout's payment intent
 * wait, so that they find the work of its session done. Processing both at once makes one lose its
 * transaction, which is billed. Declines are reported only by the intent, so they are not delayed.
 */
export const delayOfStripeNotification = (rawBody: string): number =>
  isOfHostedCheckout(rawBody) && isOfPaymentIntent.test(rawBody) ? secondWitnessDelaySeconds : 0;

const isOfHostedCheckout = (rawBody: string): boolean => rawBody.includes(`"${checkoutKey}"`);

/** Searches the text: the queue, not the sender, deals with a body that cannot be parsed. */
const isOfPaymentIntent = /"type":\s*"payment_intent\.(?!payment_failed")/;

const hasSucceeded = /"type":\s*"payment_intent\.succeeded"/;
