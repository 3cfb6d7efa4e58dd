import { type Finding, ok, unclear, wrong } from './finding.ts';
import { call, isRefused, silenceOf, successOf } from './provider-call.ts';
import { newest, type ProviderCheck } from './provider-check.ts';

/** Checks that the partner accepts the key, by asking about a payment that cannot exist. */
export async function checkExternal(
  { fetch, secrets }: ProviderCheck,
  { apiUrl }: { apiUrl: string },
): Promise<Finding[]> {
  const key = newest(secrets.get('external/api-key'));
  if (key === undefined) return [];
  const url = `${apiUrl.replace(/\/+$/, '')}/api/v1/payments/ops-check/status`;
  const called = await call(fetch, url, { headers: { authorization: `Bearer ${key}` } });
  if (isRefused(called)) return [wrong('external', 'refuses the API key')];
  // A gateway's 404 page for a wrong address is not an answer of the backend.
  const isUnknownPayment = called.kind === 'answered' && called.status === 404 && called.body;
  const isTaken = isUnknownPayment || successOf(called) !== undefined;
  return [isTaken ? ok('external', 'accepts the API key') : unclear('external', silenceOf(called))];
}
