/** Event types that can change a payment. */
export const stripePaymentEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
] as const;

/** A card's bank has reported a payment as fraud; a dispute may follow. */
export const stripeFraudWarning = 'radar.early_fraud_warning.created';

/** Event types about refunds, ours and those made in the dashboard, and about disputes. */
export const stripeMoneyBackEvents = [
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  stripeFraudWarning,
] as const;

/**
 * What the endpoint in Stripe's dashboard must subscribe to; the list in docs/deploy.md is tested
 * against it.
 */
export const stripeEvents = () => [...stripePaymentEvents, ...stripeMoneyBackEvents];
