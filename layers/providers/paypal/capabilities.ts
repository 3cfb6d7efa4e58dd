import type { Capabilities } from '#domain/payments/payment-provider';

/**
 * PayPal supports neither XOF nor XAF (developer.paypal.com/api/rest/reference/currency-codes), and
 * about 60 000 of a currency at most in one payment; the account's own limit may be lower.
 */
export const payPalCapabilities: Capabilities = {
  methods: ['paypal'],
  actions: ['redirect'],
  refunds: 'partial',
  amounts: { EUR: { min: 1, max: 6_000_000 } },
};
