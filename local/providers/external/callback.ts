import type { Forgery } from '../deliverer.ts';
import { randomText } from '../random-text.ts';
import type { ExternalPayment } from './payment.ts';
import { signMessage } from './signature.ts';

/** Receivers reject a five-minute difference; this is twice that. */
const staleSeconds = 600;
const somebodyElsesSecret = 'whsec_c29tZWJvZHlfZWxzZXNfc2VjcmV0X29mXzMyX2J5dGVz';

type Signer = { webhookSecret: string; now?: () => Date };

/** The message about a payment's state; each attempt is signed with its own time. */
export function callbackOf(
  payment: ExternalPayment,
  at: Date,
  { webhookSecret, now: receiverNow = () => new Date() }: Signer,
) {
  const id = `msg_${randomText(24)}`;
  const type = `payment.${payment.status}`;
  const data = statusOf(payment);
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const sign = (forgery?: Forgery) => {
    // The receiver's clock: our own skipped time would make signatures look forged.
    const now = Math.floor(receiverNow().getTime() / 1000);
    const timestamp = forgery === 'stale' ? now - staleSeconds : now;
    const secret = forgery === 'wrongSecret' ? somebodyElsesSecret : webhookSecret;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'External-Backend/1.0',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signMessage({ id, timestamp, body }, secret),
    };
    return { headers, body };
  };
  return { id, type, data, sign };
}

/** A payment in the API and in callbacks; after the payment, the amount is the paid one. */
export function statusOf({ id, status, paid, asked, reference }: ExternalPayment) {
  const { amount, currency } = paid ?? asked;
  return { external_payment_id: id, status, amount, currency, reference };
}
