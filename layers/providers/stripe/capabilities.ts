import type { Capabilities } from '#domain/payments/payment-provider';

/**
 * Stripe takes about 0.50 USD or more of a currency, and eight digits at most
 * (docs.stripe.com/currencies). Apple Pay and Google Pay are cards to it.
 */
export const stripeCapabilities: Capabilities = {
  methods: ['card'],
  actions: ['redirect', 'sdk'],
  refunds: 'partial',
  amounts: {
    EUR: { min: 50, max: 99_999_999 },
    XOF: { min: 300, max: 99_999_999 },
    XAF: { min: 300, max: 99_999_999 },
  },
};
