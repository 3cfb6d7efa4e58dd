import Stripe from 'stripe';

export type Refusal = InstanceType<typeof Stripe.errors.StripeError>;

/**
 * A definite no. A wrong key, a rate limit, an outage and no answer leave the result unknown, and
 * the same request may succeed later.
 */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripeCardError;

export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';

/**
 * Stripe's client takes a gateway's JSON error for an object, so an object without an id counts as
 * an unknown result.
 */
export function genuine<StripeObject extends { id: string }>(object: StripeObject): StripeObject {
  if (typeof object.id !== 'string') throw new Error('the answer is not a Stripe object');
  return object;
}
