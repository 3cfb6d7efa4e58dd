/** In characters: Stripe's limits of each text (docs.stripe.com/api; longer ones are rejected). */
export const stripeTextLimits = {
  productName: 250,
  description: 1000,
  customerName: 256,
} as const;
