import type { ProviderName } from '#vocabulary/providers';
import { type Finding, ok, unclear, wrong } from './finding.ts';
import { call } from './provider-call.ts';

/** Sends an unsigned notification: an endpoint that rejects it is reachable. */
export async function checkWebhookAddress(
  fetch: typeof globalThis.fetch,
  provider: ProviderName,
  url: string,
): Promise<Finding> {
  const about = `${provider} webhook address`;
  const called = await call(fetch, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (called.kind === 'silent') return unclear(about, `${url} does not answer`);
  if (isTurnedAway(called.status)) return ok(about, `${url} answers`);
  const isNotThere = called.status === 404 || called.status === 405;
  const isLetIn = called.status >= 200 && called.status < 300;
  if (isNotThere || isLetIn)
    return wrong(about, `${url} answers ${called.status} to a notification without a signature`);
  return unclear(about, `${url} answers ${called.status}; see the log of its function`);
}

/** Rejected for its missing proof, its sender's address or its form. */
const isTurnedAway = (status: number): boolean => [400, 401, 403, 415].includes(status);
