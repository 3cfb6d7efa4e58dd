import type { ProviderName } from '../../providers/providers.ts';

/** Base URLs without a trailing slash. */
export type Endpoints = {
  api: string;
  web: string;
  mailbox: string;
  /** A server key with all rights of a shop's server; empty when none could be created. */
  apiKey: string;
  providers: Record<ProviderName, string>;
};

const scopes = [
  'payments:write',
  'payments:read',
  'refunds:write',
  'usage:write',
  'usage:read',
  'metrics:read',
  'invoices:read',
];

/** Creates a server key through the product's own API, as an administrator would. */
export async function seedApiKey(api: string, adminToken: string): Promise<string> {
  const response = await fetch(`${api}/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'local', scopes }),
  });
  const answer = (await response.json().catch(() => ({}))) as { key?: string };
  if (response.ok && answer.key) return answer.key;
  console.error(
    `WARNING: no API key could be made: POST /v1/api-keys answered ${response.status} ${JSON.stringify(answer)}`,
  );
  return '';
}
