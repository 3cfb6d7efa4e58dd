import { stripeEvents } from '#vocabulary/stripe-events';
import { missingEvents } from '../needed-events.ts';
import { type Finding, ok, unclear, wrong } from './finding.ts';
import { type Called, call, isRefused, listIn, silenceOf, successOf } from './provider-call.ts';
import { newest, type ProviderCheck } from './provider-check.ts';

/** Checks that Stripe accepts the key and has an endpoint for all needed events. */
export async function checkStripe(
  { fetch, secrets, webhookUrl }: ProviderCheck,
  { apiUrl }: { apiUrl: string },
): Promise<Finding[]> {
  const key = newest(secrets.get('stripe/secret-key'));
  if (key === undefined) return [];
  const headers = { authorization: `Bearer ${key}` };
  const endpoints = await call(fetch, `${apiUrl}/v1/webhook_endpoints?limit=100`, { headers });
  return [access(endpoints), ...registration(endpoints, webhookUrl)];
}

function access(called: Called): Finding {
  if (called.kind === 'answered' && called.status === 401)
    return wrong('stripe', 'refuses the secret key');
  // A restricted key that may not list endpoints is still accepted.
  const isTaken = successOf(called) !== undefined || isRefused(called);
  return isTaken ? ok('stripe', 'accepts the secret key') : unclear('stripe', silenceOf(called));
}

function registration(called: Called, webhookUrl: string): Finding[] {
  const about = 'stripe webhook';
  if (called.kind === 'answered' && called.status === 403)
    return [unclear(about, 'this restricted key may not list webhook endpoints')];
  const answer = successOf(called);
  if (!answer) return [];
  const ours = listIn(answer.data).filter(({ url }) => url === webhookUrl);
  const [endpoint] = ours.toSorted((a) => (a.status === 'enabled' ? -1 : 1));
  if (!endpoint) return [wrong(about, `no endpoint with the address ${webhookUrl}`)];
  if (endpoint.status !== 'enabled') return [wrong(about, 'the endpoint is disabled')];
  const subscribed = Array.isArray(endpoint.enabled_events) ? endpoint.enabled_events : [];
  const missing = missingEvents(stripeEvents(), subscribed);
  return [
    missing.length === 0
      ? ok(about, 'gets every needed event')
      : wrong(about, `does not get ${missing.join(', ')}`),
  ];
}
