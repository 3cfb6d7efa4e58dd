import { callbackPath, platformWebhookPath, webhookPath } from '#vocabulary/paths';
import { type ProviderName, providerNames } from '#vocabulary/providers';
import type { Route, RouteLimit } from '../route.ts';

/** After an outage providers send notifications in bursts, and retry rejected ones for hours. */
const webhookLimit: RouteLimit = { ratePerSecond: 100, burst: 500 };

const proofs: Record<ProviderName, string> = {
  stripe: 'Stripe proves itself by its signature, which the function verifies.',
  paypal: 'PayPal proves itself by its signature, which the function verifies.',
  cinetpay: 'CinetPay proves itself by its token, which the function verifies.',
  external: 'The backend proves itself by its signature, which the function verifies.',
};

const webhook = (provider: ProviderName, method: Route['method']): Route => ({
  method,
  path: webhookPath(provider),
  function: `webhooks/receive-${provider}-webhook`,
  access: 'open',
  openBecause: proofs[provider],
  provider,
  limit: webhookLimit,
});

const callback = (provider: ProviderName, method: Route['method']): Route => ({
  method,
  path: callbackPath(provider),
  function: 'payments/receive-callback',
  access: 'open',
  openBecause: 'A browser that returns from the provider; the query is never trusted.',
  provider,
});

/** Where providers tell us of payments, and send browsers back to. */
export const providerRoutes: readonly Route[] = [
  ...providerNames.flatMap((provider) => [
    webhook(provider, 'POST'),
    callback(provider, 'GET'),
    callback(provider, 'POST'),
  ]),
  // CinetPay checks that the address exists before it sends anything.
  webhook('cinetpay', 'GET'),
  webhook('cinetpay', 'HEAD'),
  {
    method: 'POST',
    path: platformWebhookPath,
    function: 'platform/receive-platform-webhook',
    access: 'open',
    openBecause: 'The platform proves itself by its signature, which the function verifies.',
    limit: webhookLimit,
  },
];
