import type Stripe from 'stripe';
import type { MissedAnswer } from '#domain/payments/payment-provider';
import { stripeEvents } from '#vocabulary/stripe-events';

const pageSize = 100;

/** Events that Stripe could not deliver, newest first; it keeps them for thirty days. */
export async function missedAtStripe(
  stripe: Stripe,
  since: Date,
  cursor?: string,
): Promise<MissedAnswer> {
  try {
    const { data, has_more } = await stripe.events.list({
      created: { gte: Math.floor(since.getTime() / 1000) },
      delivery_success: false,
      types: stripeEvents(),
      limit: pageSize,
      starting_after: cursor,
    });
    return {
      kind: 'known',
      rawBodies: data.map((event) => JSON.stringify(event)),
      nextCursor: has_more ? data.at(-1)?.id : undefined,
    };
  } catch (cause) {
    return { kind: 'unknown', cause };
  }
}
