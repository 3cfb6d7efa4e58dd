import type { ProviderName } from './providers.ts';

/**
 * Secrets are named by their place below `/peage/<stage>/` in the parameter store; their values
 * never pass through a template.
 */
type SecretOf<Provider extends ProviderName> = `${Provider}/${string}`;

/** Credentials for each provider's API. */
export const apiSecrets = {
  stripe: ['stripe/secret-key'],
  paypal: ['paypal/client-id', 'paypal/client-secret'],
  cinetpay: ['cinetpay/api-key', 'cinetpay/api-password', 'cinetpay/site-id'],
  external: ['external/api-key'],
} as const satisfies { [Provider in ProviderName]: readonly SecretOf<Provider>[] };

/** Proves that a notification comes from its provider. */
export const notificationSecrets = {
  stripe: 'stripe/webhook-secret',
  paypal: 'paypal/webhook-id',
  cinetpay: 'cinetpay/secret-key',
  external: 'external/webhook-secret',
} as const satisfies { [Provider in ProviderName]: SecretOf<Provider> };

export type ApiSecret = (typeof apiSecrets)[ProviderName][number];

export type SecretName =
  | ApiSecret
  | (typeof notificationSecrets)[ProviderName]
  | 'client-token-key';
