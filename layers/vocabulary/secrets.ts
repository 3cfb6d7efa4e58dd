import type { ProviderName } from './providers.ts';

/**
 * The secrets of each provider, by their names below `/peage/<stage>/` in the parameter store;
 * values never pass through a template.
 */
export const secretsOfProviders = {
  stripe: ['stripe/secret-key', 'stripe/webhook-secret'],
  paypal: ['paypal/client-id', 'paypal/client-secret', 'paypal/webhook-id'],
  cinetpay: [
    'cinetpay/api-key',
    'cinetpay/api-password',
    'cinetpay/site-id',
    'cinetpay/secret-key',
  ],
  external: ['external/api-key', 'external/webhook-secret'],
} as const satisfies Record<ProviderName, readonly `${ProviderName}/${string}`[]>;

export type SecretName = (typeof secretsOfProviders)[ProviderName][number] | 'client-token-key';

/** Proves that a notification comes from its provider. */
type NotificationSecret =
  | 'stripe/webhook-secret'
  | 'paypal/webhook-id'
  | 'cinetpay/secret-key'
  | 'external/webhook-secret';

/** Credentials for a provider's API. */
export type ProviderSecret = Exclude<SecretName, NotificationSecret | 'client-token-key'>;
