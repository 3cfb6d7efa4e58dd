import { paymentProviders } from './payment-providers.ts';

/** One adapter per provider, with one access token, shared by the whole function. */
export const providers = paymentProviders();
