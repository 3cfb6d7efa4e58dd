import { createHmac } from 'node:crypto';

/** What a signature of Standard Webhooks 1.0.0 covers. */
export type SignedMessage = {
  id: string;
  /** Unix seconds. */
  timestamp: number;
  body: string;
};

/** The `webhook-signature` header: HMAC-SHA256 in base64 over `{id}.{timestamp}.{raw body}`. */
export function signMessage({ id, timestamp, body }: SignedMessage, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8');
  return `v1,${digest.digest('base64')}`;
}
