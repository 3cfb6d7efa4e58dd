import type { Capabilities } from '#domain/payments/payment-provider';

/**
 * Limits of one transaction, in whole francs. Both generations start at 100; only the older one
 * requires multiples of 5, and its maxima are lower, so its limits fit both.
 */
const amounts = {
  XOF: { min: 100, max: 2_000_000, multipleOf: 5 },
  XAF: { min: 100, max: 1_500_000, multipleOf: 5 },
} as const;

/**
 * Mobile Money on CinetPay's page. A push would need the buyer's operator, which we do not ask for;
 * and neither generation can refund.
 *
 * @param currencies the account's currencies: the new generation has one account per country.
 */
export const cinetPayCapabilities = (
  currencies: readonly (keyof typeof amounts)[],
): Capabilities => ({
  methods: ['mobile_money'],
  actions: ['redirect'],
  refunds: 'manual',
  amounts: Object.fromEntries(currencies.map((currency) => [currency, amounts[currency]])),
});
