import type { Capabilities } from '#domain/payments/payment-provider';

/**
 * What one transaction may come to, in whole francs: both generations start at 100, only the older
 * one wants multiples of 5, and its maxima are the lower ones, so they hold for both.
 */
const amounts = {
  XOF: { min: 100, max: 2_000_000, multipleOf: 5 },
  XAF: { min: 100, max: 1_500_000, multipleOf: 5 },
} as const;

/**
 * Mobile Money on CinetPay's page. A push needs the buyer's operator, which nobody asks them for
 * here; and neither generation can give money back.
 *
 * @param currencies of the account: the new generation has one for each country.
 */
export const cinetPayCapabilities = (
  currencies: readonly (keyof typeof amounts)[],
): Capabilities => ({
  methods: ['mobile_money'],
  actions: ['redirect'],
  refunds: 'manual',
  amounts: Object.fromEntries(currencies.map((currency) => [currency, amounts[currency]])),
});
