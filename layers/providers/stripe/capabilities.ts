import type { Capabilities } from '#domain/payments/payment-provider';

/**
 * Stripe requires about 0.50 USD in any currency, and at most eight digits
 * (docs.stripe.com/currencies). Apple Pay and Google Pay count as cards.
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
