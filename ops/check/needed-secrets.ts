import { liveValues } from '#runtime/live-values';
import { providerNames } from '#vocabulary/providers';
import { apiSecrets, notificationSecrets, type SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import type { ProviderAddresses, Secrets } from '../target.ts';
import { type Finding, wrong } from './finding.ts';
import { checkSecretForm } from './secret-forms.ts';

/** Needed by every shop, whatever the provider. */
const always: readonly SecretName[] = ['client-token-key', 'webhook-secret-key'];

/** All secrets that a shop with these providers may have. */
export const secretsConcerned = (providers: ProviderAddresses): SecretName[] => [
  ...always,
  ...providerNames
    .filter((name) => providers[name])
    .flatMap((name) => [...apiSecrets[name], notificationSecrets[name]]),
];

/** Checks that the existing secrets have the right form and that no needed one is missing. */
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

/** Which secrets a CinetPay key needs depends on its generation. */
function isNeeded(name: SecretName, secrets: Secrets): boolean {
  const apiKeys = liveValues(secrets.get('cinetpay/api-key') ?? '');
  const isNew = (key: string) => key.startsWith('sk_');
  if (name === 'cinetpay/api-password') return apiKeys.some(isNew);
  const isOfOlderApi = name === 'cinetpay/site-id' || name === 'cinetpay/secret-key';
  return isOfOlderApi ? apiKeys.some((key) => !isNew(key)) : true;
}
