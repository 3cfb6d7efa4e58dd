import type { Capabilities } from '#domain/payments/payment-provider';
import type { CfaFranc } from '#vocabulary/currencies';
import type { ProviderSecret } from '#vocabulary/secrets';

/**
 * The address and terms of each configured provider; one that is missing here is not offered.
 * Passed as JSON in the variable `PROVIDERS`.
 */
export type ProviderSettings = {
  stripe?: { apiUrl: string };
  paypal?: {
    apiUrl: string;
    /** The only origins that notification certificates are fetched from. */
    certificateOrigins: readonly string[];
    /** The shop's name on PayPal's page. */
    brandName: string;
  };
  cinetpay?: {
    /** Of the older API (v2). */
    checkoutUrl: string;
    /** Of the new API, for keys `sk_test_…`. */
    sandboxUrl: string;
    /** Of the new API, for keys `sk_live_…`. */
    liveUrl: string;
    /** One account has one country and one currency. */
    currencies: readonly CfaFranc[];
  };
  external?: {
    apiUrl: string;
    /** Addresses or CIDR ranges of callbacks; any when absent. */
    allowedAddresses?: readonly string[];
  } & Pick<Capabilities, 'methods' | 'actions' | 'amounts'>;
};

/** Live values of a secret, the newest first. */
export type ReadProviderSecret = (name: ProviderSecret) => Promise<readonly string[]>;
