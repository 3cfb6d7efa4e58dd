import type { Capabilities } from '#domain/payments/payment-provider';
import type { CfaFranc } from '#vocabulary/currencies';
import type { ProviderSecret } from '#vocabulary/secrets';

/**
 * Where each configured provider is, and what the shop has agreed with it; one that is not here is
 * not offered. Travels as JSON in the variable `PROVIDERS`.
 */
export type ProviderSettings = {
  stripe?: { apiUrl: string };
  paypal?: {
    apiUrl: string;
    /** Origins that certificates of notifications are fetched from, and no other. */
    certificateOrigins: readonly string[];
    /** What the buyer reads on PayPal's page. */
    brandName: string;
  };
  cinetpay?: {
    /** Of the older API (v2). */
    checkoutUrl: string;
    /** Of the new API, for keys `sk_test_…`. */
    sandboxUrl: string;
    /** Of the new API, for keys `sk_live_…`. */
    liveUrl: string;
    /** One account is one country and one currency. */
    currencies: readonly CfaFranc[];
  };
  external?: {
    apiUrl: string;
    /** Addresses or CIDR ranges that callbacks may come from; any when absent. */
    allowedAddresses?: readonly string[];
  } & Pick<Capabilities, 'methods' | 'actions' | 'amounts'>;
};

/** Live values of a secret, the newest first. */
export type ReadProviderSecret = (name: ProviderSecret) => Promise<readonly string[]>;
