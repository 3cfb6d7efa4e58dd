import type { ChatKind } from './alerts.ts';
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

/** Of the invoicing platform: for its API, and the proof of its notifications. */
export const platformSecrets = {
  clientId: 'invoice-platform/client-id',
  clientSecret: 'invoice-platform/client-secret',
  webhook: 'invoice-platform/webhook-secret',
} as const;

export type ApiSecret = (typeof apiSecrets)[ProviderName][number];

export type SecretName =
  | `alerts/${ChatKind}`
  | ApiSecret
  | (typeof notificationSecrets)[ProviderName]
  | (typeof platformSecrets)[keyof typeof platformSecrets]
  | 'client-token-key'
  | 'webhook-secret-key';
