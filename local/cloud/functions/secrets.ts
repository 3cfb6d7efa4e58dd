import { randomBytes } from 'node:crypto';
import {
  cinetPayKeys,
  externalKeys,
  payPalKeys,
  platformKeys,
  stripeKeys,
} from '../../providers/keys.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { variablesOf } from './local-function.ts';

const known: Record<string, string> = {
  'stripe/secret-key': stripeKeys.secretKey,
  'stripe/webhook-secret': stripeKeys.webhookSecret,
  'paypal/client-id': payPalKeys.clientId,
  'paypal/client-secret': payPalKeys.clientSecret,
  'paypal/webhook-id': payPalKeys.webhookId,
  'cinetpay/api-key': JSON.stringify([cinetPayKeys.v1.apiKey, cinetPayKeys.v2.apikey]),
  'cinetpay/api-password': cinetPayKeys.v1.apiPassword,
  'cinetpay/site-id': cinetPayKeys.v2.siteId,
  'cinetpay/secret-key': cinetPayKeys.v2.secretKey,
  'external/api-key': externalKeys.apiKey,
  'external/webhook-secret': externalKeys.webhookSecret,
  'invoice-platform/client-id': platformKeys.clientId,
  'invoice-platform/client-secret': platformKeys.clientSecret,
  'invoice-platform/webhook-secret': platformKeys.webhookSecret,
};

/**
 * Values for the parameters in the functions' `…_PARAMETER` variables: known ones for simulated
 * providers, random ones for the rest.
 */
export function secretsOf(assembly: Assembly): Record<string, string> {
  const names = assembly.ofType('AWS::Lambda::Function').flatMap(({ properties }) =>
    Object.entries(variablesOf(properties))
      .filter(([variable]) => variable.endsWith('_PARAMETER'))
      .map(([, name]) => name),
  );
  return Object.fromEntries([...new Set(names)].map((name) => [name, secretFor(name)]));
}

function secretFor(name: string): string {
  const suffix = Object.keys(known).find((candidate) => name.endsWith(`/${candidate}`));
  return suffix ? known[suffix]! : randomBytes(32).toString('base64url');
}
