import type Stripe from 'stripe';
import { ProviderUnreachableError } from '#domain/errors';
import type { WalletDirectory } from '#domain/wallets/wallets';
import { openStripe } from './stripe-provider.ts';

/** Apple Pay and Google Pay on pages of the shop's domains, which Stripe keeps a list of. */
export function stripeWallets(settings: {
  apiUrl: string;
  readSecretKey: () => Promise<readonly string[]>;
}): WalletDirectory {
  return {
    async find(domain) {
      const [secretKey = ''] = await settings.readSecretKey();
      try {
        const stripe = openStripe({ apiUrl: settings.apiUrl, secretKey });
        const { data } = await stripe.paymentMethodDomains.list({ domain_name: domain, limit: 1 });
        const [listed] = data;
        return {
          applePay: isActive(listed, 'apple_pay'),
          googlePay: isActive(listed, 'google_pay'),
        };
      } catch (cause) {
        throw new ProviderUnreachableError({ cause });
      }
    },
  };
}

const isActive = (
  domain: Stripe.PaymentMethodDomain | undefined,
  wallet: 'apple_pay' | 'google_pay',
): boolean => domain?.enabled === true && domain[wallet].status === 'active';
