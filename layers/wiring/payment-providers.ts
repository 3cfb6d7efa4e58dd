import type { ProviderCustomers } from '#domain/payments/payment-provider';
import { configuredProviders } from '#providers/configured-providers';
import { secretsFromEnvironment } from '#runtime/secrets';
import { now } from './clock.ts';
import { setting } from './settings.ts';

/** @param customers needed where payments are opened, for members' cards. */
export const paymentProviders = (customers?: ProviderCustomers) =>
  configuredProviders({
    settings: setting('PROVIDERS'),
    readSecret: secretsFromEnvironment(),
    now,
    customers,
  });
