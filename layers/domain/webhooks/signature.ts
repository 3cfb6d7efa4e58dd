import { createHmac } from 'node:crypto';
import type { WebhookEndpoint } from './endpoint.ts';

/**
 * The secret of an endpoint, derived from the shop's one key: nothing is stored that could leak, and
 * the next version is another secret.
 *
 * @param masterKey the text of the parameter `webhook-secret-key`.
 * @returns 32 bytes.
 */
export const secretBytes = (masterKey: string, endpointId: string, version: number): Uint8Array =>
  createHmac('sha256', masterKey).update(`webhook-secret:${endpointId}:${version}`).digest();

/** As Standard Webhooks shows it: receivers verify with the decoded bytes, not with this text. */
export const shownSecret = (bytes: Uint8Array): string =>
  `whsec_${Buffer.from(bytes).toString('base64')}`;

/** The endpoint's newest secret, to be shown. */
export const secretOf = (
  masterKey: string,
  { id, secretVersion }: Pick<WebhookEndpoint, 'id' | 'secretVersion'>,
): string => shownSecret(secretBytes(masterKey, id, secretVersion));

/** The secrets that are valid now, the newest first: two for a while after a rotation. */
export function validSecrets(
  masterKey: string,
  { id, secretVersion, previousSecretUntil }: WebhookEndpoint,
  now: Date,
): Uint8Array[] {
  const versions =
    previousSecretUntil !== undefined && now.toISOString() < previousSecretUntil
      ? [secretVersion, secretVersion - 1]
      : [secretVersion];
  return versions.map((version) => secretBytes(masterKey, id, version));
}

/** What is signed: the same id and body at each attempt, with the attempt's own time. */
export type SignedMessage = { id: string; at: Date; body: string };

/**
 * The headers of a webhook by Standard Webhooks 1.0.0, with a signature for each secret.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signedHeaders(
  secrets: readonly Uint8Array[],
  { id, at, body }: SignedMessage,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`);
    return `v1,${mac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
