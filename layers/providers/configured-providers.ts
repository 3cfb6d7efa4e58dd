import type { PaymentProvider, PaymentProviders } from '#domain/payments/payment-provider';
import { StripeProvider } from './stripe/stripe-provider.ts';

export type ProviderSettings = {
  stripe: { apiUrl: string; readSecretKey: () => Promise<readonly string[]> };
};

/** The adapters that this deployment is configured for, each built anew when its secret changes. */
export function configuredProviders({ stripe }: ProviderSettings): PaymentProviders {
  let built: { secretKey: string; provider: PaymentProvider } | undefined;
  return async (name) => {
    if (name !== 'stripe') throw new Error('a payment names a provider that is not configured');
    const [secretKey = ''] = await stripe.readSecretKey();
    if (built?.secretKey !== secretKey)
      built = { secretKey, provider: new StripeProvider({ secretKey, apiUrl: stripe.apiUrl }) };
    return built.provider;
  };
}
