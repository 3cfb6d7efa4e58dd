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

/**
 * Stripe's client takes an error for an object when a gateway answers it in JSON of its own, so what
 * has no id is none; nobody knows then.
 */
export function genuine<StripeObject extends { id: string }>(object: StripeObject): StripeObject {
  if (typeof object.id !== 'string') throw new Error('the answer is no object of Stripe’s');
  return object;
}
