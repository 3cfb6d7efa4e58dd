/** The payment providers, in the order in which they are listed. */
export const providerNames = ['stripe', 'paypal', 'cinetpay', 'external'] as const;

export type ProviderName = (typeof providerNames)[number];
