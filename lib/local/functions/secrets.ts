import { randomBytes } from 'node:crypto';
import type { LocalFunction } from './local-function.ts';

/** What the simulated Stripe and the functions both know. */
export const stripeKeys = {
  secretKey: 'sk_test_local_0123456789abcdefghijklmn',
  publishableKey: 'pk_test_local_0123456789abcdefghijklmn',
  webhookSecret: 'whsec_local0123456789abcdefghijklmnop',
};

const known: Record<string, string> = {
  'stripe/secret-key': stripeKeys.secretKey,
  'stripe/publishable-key': stripeKeys.publishableKey,
  'stripe/webhook-secret': stripeKeys.webhookSecret,
};

/**
 * Values for the parameters that functions name in their `…_PARAMETER` variables: those that a
 * simulated provider shares, and a new random one for any other.
 */
export function secretsOf(functions: readonly LocalFunction[]): Record<string, string> {
  const names = functions.flatMap(({ variables }) =>
    Object.entries(variables)
      .filter(([variable]) => variable.endsWith('_PARAMETER'))
      .map(([, name]) => name),
  );
  return Object.fromEntries([...new Set(names)].map((name) => [name, secretFor(name)]));
}

function secretFor(name: string): string {
  const suffix = Object.keys(known).find((candidate) => name.endsWith(`/${candidate}`));
  return suffix ? known[suffix]! : randomBytes(32).toString('base64url');
}
