import { liveValues } from '#runtime/live-values';
import type { SecretName } from '../../lib/functions.ts';
import type { ProviderName } from '../../lib/provider-configuration.ts';
import { type ProviderAddresses, providerNames, type Secrets, type Stage } from '../target.ts';
import { type Finding, wrong } from './finding.ts';
import { checkSecretForm } from './secret-forms.ts';

/** Without these nobody pays, whatever the provider. */
const always: readonly SecretName[] = ['client-token-key'];

const ofProvider: Record<ProviderName, readonly SecretName[]> = {
  stripe: ['stripe/secret-key', 'stripe/webhook-secret'],
  paypal: ['paypal/client-id', 'paypal/client-secret', 'paypal/webhook-id'],
  cinetpay: [
    'cinetpay/api-key',
    'cinetpay/api-password',
    'cinetpay/site-id',
    'cinetpay/secret-key',
  ],
  external: ['external/api-key', 'external/webhook-secret'],
};

/** All that a shop with these providers may have. */
export const secretsConcerned = (providers: ProviderAddresses): SecretName[] => [
  ...always,
  ...providerNames.filter((name) => providers[name]).flatMap((name) => ofProvider[name]),
];

/** The secrets that are there look right, and none that is needed is missing. */
export const checkSecrets = (
  providers: ProviderAddresses,
  secrets: Secrets,
  stage: Stage,
): Finding[] =>
  secretsConcerned(providers).flatMap((name) => {
    const value = secrets.get(name);
    if (value !== undefined) return [checkSecretForm(name, value, stage)];
    return isNeeded(name, secrets) ? [wrong(name, 'is missing')] : [];
  });

/** What goes with a key of CinetPay's follows from its generation. */
function isNeeded(name: SecretName, secrets: Secrets): boolean {
  const apiKeys = liveValues(secrets.get('cinetpay/api-key') ?? '');
  const isNew = (key: string) => key.startsWith('sk_');
  if (name === 'cinetpay/api-password') return apiKeys.some(isNew);
  const isOfOlderApi = name === 'cinetpay/site-id' || name === 'cinetpay/secret-key';
  return isOfOlderApi ? apiKeys.some((key) => !isNew(key)) : true;
}
