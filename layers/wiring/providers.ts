import { paymentProviders } from './payment-providers.ts';

/** One of each provider's adapter, with one access token, for everything that a function does. */
export const providers = paymentProviders();
