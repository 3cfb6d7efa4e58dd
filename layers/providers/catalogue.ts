import type { ProviderCatalogue } from '#domain/payments/choose-provider';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import { cinetPayCapabilities } from './cinetpay/capabilities.ts';
import { externalCapabilities } from './external/capabilities.ts';
import { payPalCapabilities } from './paypal/capabilities.ts';
import { stripeCapabilities } from './stripe/capabilities.ts';

/** The providers that can serve a payment, in order of preference. */
export const catalogueOf = ({
  stripe,
  paypal,
  cinetpay,
  external,
}: ProviderSettings): ProviderCatalogue => ({
  ...(stripe && { stripe: stripeCapabilities }),
  ...(paypal && { paypal: payPalCapabilities }),
  ...(cinetpay && { cinetpay: cinetPayCapabilities(cinetpay.currencies) }),
  ...(external && { external: externalCapabilities(external) }),
});
