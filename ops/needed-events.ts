/**
 * What the endpoint in Stripe's dashboard must be told of: all that moves payments, refunds and
 * disputes. The lists of docs/deploy.md and of the code that reads notifications are tested against it.
 */
export const neededStripeEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const;

/**
 * What the webhook of the app in PayPal's dashboard must be told of: all that can be subscribed to
 * (developer.paypal.com/api/rest/webhooks/event-names).
 */
export const neededPayPalEvents = [
  'CHECKOUT.ORDER.APPROVED',
  'CHECKOUT.ORDER.COMPLETED',
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.PENDING',
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.DECLINED',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
] as const;

/** Those of the needed events that an endpoint is not told of; `*` stands for all. */
export const missingEvents = (
  needed: readonly string[],
  subscribed: readonly string[],
): readonly string[] =>
  subscribed.includes('*') ? [] : needed.filter((event) => !subscribed.includes(event));
