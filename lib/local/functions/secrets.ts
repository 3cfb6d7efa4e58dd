import { randomBytes } from 'node:crypto';
import type { Assembly } from '../assembly/assembly.ts';
import { variablesOf } from './local-function.ts';

/** What the simulated Stripe and the functions both know. */
export const stripeKeys = {
  secretKey: 'sk_test_local_0123456789abcdefghijklmn',
  publishableKey: 'pk_test_local_0123456789abcdefghijklmn',
  webhookSecret: 'whsec_local0123456789abcdefghijklmnop',
};

export const payPalKeys = {
  clientId: 'AZlocal-client-0123456789abcdefghijklmnopqrstuvwxyz',
  clientSecret: 'EElocal-secret-0123456789abcdefghijklmnopqrstuvwxyz',
  webhookId: '8PT597110X687430L',
};

/** Of the new API, which new payments are opened with, and of the older one beside it. */
export const cinetPayKeys = {
  v1: { apiKey: 'sk_test_local0123456789abcdefghijkl', apiPassword: 'local-password-0123456789' },
  v2: {
    apikey: '12912847765bc0db748fdd44.40081707',
    siteId: '445160',
    secretKey: 'localsecretkey0123456789abcdef',
  },
};

export const externalKeys = {
  apiKey: 'external-local-0123456789abcdefghijklmn',
  webhookSecret: `whsec_${Buffer.from('external-local-webhook-secret-32').toString('base64')}`,
};

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
};

/**
 * Values for the parameters that functions name in their `…_PARAMETER` variables: those that a
 * simulated provider shares, and a new random one for any other.
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
