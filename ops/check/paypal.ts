import { liveValues } from '#runtime/live-values';
import { payPalEvents } from '#vocabulary/paypal-events';
import { missingEvents } from '../needed-events.ts';
import { type Finding, ok, unclear, wrong } from './finding.ts';
import { type Called, call, isRefused, listIn, silenceOf, successOf } from './provider-call.ts';
import { newest, type ProviderCheck } from './provider-check.ts';

/** Checks that PayPal accepts the credentials and that its webhook gets all needed events. */
export async function checkPayPal(
  check: ProviderCheck,
  { apiUrl }: { apiUrl: string },
): Promise<Finding[]> {
  const { fetch, secrets } = check;
  const id = newest(secrets.get('paypal/client-id'));
  const secret = newest(secrets.get('paypal/client-secret'));
  if (id === undefined || secret === undefined) return [mode(check, apiUrl)];
  const signedIn = await signIn(fetch, apiUrl, `${id}:${secret}`);
  const token = successOf(signedIn)?.access_token;
  if (typeof token !== 'string') return [mode(check, apiUrl), refusal(signedIn)];
  const headers = { authorization: `Bearer ${token}` };
  const webhooks = await call(fetch, `${apiUrl}/v1/notifications/webhooks`, { headers });
  return [
    mode(check, apiUrl),
    ok('paypal', 'accepts the client id and secret'),
    registration(webhooks, check),
  ];
}

/** PayPal's credentials do not show whether they move real money; the API's address does. */
function mode({ stage }: ProviderCheck, apiUrl: string): Finding {
  const isLive = new URL(apiUrl).hostname === 'api-m.paypal.com';
  const says = `the environment is ${isLive ? 'live' : 'sandbox'}, in ${stage}`;
  return isLive === (stage === 'prod') ? ok('paypal mode', says) : wrong('paypal mode', says);
}

const signIn = (fetch: ProviderCheck['fetch'], apiUrl: string, credentials: string) =>
  call(fetch, `${apiUrl}/v1/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });

const refusal = (called: Called): Finding =>
  isRefused(called)
    ? wrong('paypal', 'refuses the client id and secret; are they of this environment?')
    : unclear('paypal', silenceOf(called));

function registration(called: Called, { secrets, webhookUrl }: ProviderCheck): Finding {
  const about = 'paypal webhook';
  const answer = successOf(called);
  if (!answer) return unclear(about, silenceOf(called));
  const webhook = listIn(answer.webhooks).find(({ url }) => url === webhookUrl);
  if (!webhook) return wrong(about, `no webhook with the address ${webhookUrl}`);
  const known = liveValues(secrets.get('paypal/webhook-id') ?? '');
  if (!known.includes(String(webhook.id)))
    return wrong(about, 'has another id than paypal/webhook-id: its notifications are refused');
  const subscribed = listIn(webhook.event_types).map(({ name }) => String(name));
  const missing = missingEvents(payPalEvents, subscribed);
  return missing.length === 0
    ? ok(about, 'gets every needed event')
    : wrong(about, `does not get ${missing.join(', ')}`);
}
