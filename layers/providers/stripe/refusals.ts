import Stripe from 'stripe';

export type Refusal = InstanceType<typeof Stripe.errors.StripeError>;

/**
 * A definite no. A wrong key, a rate limit, an outage and silence are not: nobody knows then, and
 * the same request may succeed later.
 */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripeCardError;

export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
