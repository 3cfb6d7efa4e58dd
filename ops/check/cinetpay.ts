import { liveValues } from '#runtime/live-values';
import type { ProviderAddresses } from '../target.ts';
import { type Finding, ok, unclear, wrong } from './finding.ts';
import { type Called, call, silenceOf } from './provider-call.ts';
import type { ProviderCheck } from './provider-check.ts';

type Addresses = NonNullable<ProviderAddresses['cinetpay']>;

/** CinetPay's firewall rejects requests without a user agent. */
const headers = { 'content-type': 'application/json', 'user-agent': 'Peage/1.0' };

/**
 * Checks that CinetPay accepts each key. Nothing has to be registered there: every payment names
 * its notification address.
 */
export async function checkCinetPay(
  { fetch, secrets }: ProviderCheck,
  addresses: Addresses,
): Promise<Finding[]> {
  const keys = liveValues(secrets.get('cinetpay/api-key') ?? '');
  const password = secrets.get('cinetpay/api-password');
  const siteId = secrets.get('cinetpay/site-id');
  const findings = keys.map(async (key) => {
    if (key.startsWith('sk_'))
      return password === undefined ? [] : [await checkNewKey(fetch, addresses, key, password)];
    return siteId === undefined ? [] : [await checkOlderKey(fetch, addresses, key, siteId)];
  });
  return (await Promise.all(findings)).flat();
}

async function checkNewKey(
  fetch: ProviderCheck['fetch'],
  { sandboxUrl, liveUrl }: Addresses,
  key: string,
  password: string,
): Promise<Finding> {
  const url = key.startsWith('sk_live_') ? liveUrl : sandboxUrl;
  const body = JSON.stringify({ api_key: key, api_password: password });
  const called = await call(fetch, `${url}/v1/oauth/login`, { method: 'POST', headers, body });
  const about = 'cinetpay';
  if (bodyOf(called)?.access_token) return ok(about, 'accepts the API key and its password');
  const isNo = called.kind === 'answered' && [400, 401, 422].includes(called.status);
  return isNo && called.body
    ? wrong(about, 'refuses the API key and its password')
    : unclear(about, silenceOf(called));
}

/** Codes for an unknown key or site; CinetPay's HTTP statuses mean nothing here. */
const unknownCredentials = ['609', '613'];

/** Asks about a payment that cannot exist: CinetPay checks the credentials first. */
async function checkOlderKey(
  fetch: ProviderCheck['fetch'],
  { checkoutUrl }: Addresses,
  key: string,
  siteId: string,
): Promise<Finding> {
  const body = JSON.stringify({ apikey: key, site_id: siteId, transaction_id: 'OPSCHECK' });
  const url = `${checkoutUrl}/v2/payment/check`;
  const called = await call(fetch, url, { method: 'POST', headers, body });
  const about = 'cinetpay (older API)';
  const code = String(bodyOf(called)?.code ?? '');
  if (unknownCredentials.includes(code)) return wrong(about, 'refuses the API key and site');
  // 624 is also the answer to a wrong key; 429 and 5xx can mean anything.
  const isTelling = /^\d+$/.test(code) && !['624', '429'].includes(code) && !code.startsWith('5');
  return isTelling ? ok(about, 'accepts the API key and site') : unclear(about, silenceOf(called));
}

const bodyOf = (called: Called) => (called.kind === 'answered' ? called.body : undefined);
