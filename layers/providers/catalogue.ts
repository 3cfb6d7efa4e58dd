import type { ProviderCatalogue } from '#domain/payments/choose-provider';
import { stripeCapabilities } from './stripe/capabilities.ts';

/** Who is there to serve a payment, in order of preference. */
export const catalogue: ProviderCatalogue = { stripe: stripeCapabilities };
