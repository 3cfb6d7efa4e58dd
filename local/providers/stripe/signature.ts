import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header: HMAC-SHA256 in hex over `{timestamp}.{raw body}`. */
export function signPayload(body: string, secret: string, timestamp: number): string {
  const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${digest}`;
}
