import type { CfaFranc, Currency } from './currencies.ts';
import type { Method, PlainAction } from './payments.ts';

/** Smallest and largest charge in minor units, for each accepted currency. */
export type AmountBounds = Partial<
  Record<Currency, { min: number; max: number; multipleOf?: number }>
>;

/** What was agreed with a payment backend that is neither of the others. */
export type ExternalTerms = {
  apiUrl: string;
  methods: Method[];
  actions: PlainAction[];
  amounts: AmountBounds;
  /** Addresses or CIDR ranges of callbacks; any when absent. */
  allowedAddresses?: string[];
};

/** The address and terms of each configured provider; one that is missing here is not offered. */
export type ProviderSettings = {
  stripe?: { apiUrl: string };
  paypal?: {
    apiUrl: string;
    /** The only origins that notification certificates are fetched from. */
    certificateOrigins: string[];
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
    currencies: CfaFranc[];
  };
  external?: ExternalTerms;
};
