/** In characters: what Stripe takes of each text (docs.stripe.com/api; longer ones are refused). */
export const stripeTextLimits = {
  productName: 250,
  description: 1000,
  customerName: 256,
} as const;
