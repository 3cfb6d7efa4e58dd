import { randomUUID } from 'node:crypto';
import type { ShopName } from '#test/rows';
import { sim } from '#test/shops';
import { nowSeconds, signedHeader } from '#test/stripe-events';
import {
  type NotificationFields,
  signFields,
} from '../../local/providers/cinetpay/v2/signature.ts';
import { signMessage } from '../../local/providers/external/signature.ts';
import { cinetPayKeys, externalKeys, stripeKeys } from '../../local/providers/keys.ts';

/** By whom a notification is signed, and how many seconds from now. */
type Signer = { secret?: string; laterSeconds?: number };

type Prove = (body: string, signer: Signer) => Promise<Record<string, string>>;

const byStripe: Prove = async (body, { secret = stripeKeys.webhookSecret, laterSeconds = 0 }) => ({
  'content-type': 'application/json',
  'stripe-signature': signedHeader(body, { secret, at: nowSeconds() + laterSeconds }),
});

/** PayPal's key is its own; what differs between two shops is the id of the webhook. */
const byPayPal: Prove = (body, { secret: webhookId, laterSeconds }) => {
  const bytes = Buffer.from(body).toString('base64');
  return sim('paypal', 'POST', '/_sim/signatures', { body: bytes, webhookId, laterSeconds });
};

const byCinetPay: Prove = async (body, { secret = cinetPayKeys.v2.secretKey }) => {
  const fields = Object.fromEntries(new URLSearchParams(body)) as NotificationFields;
  const type = 'application/x-www-form-urlencoded';
  return { 'content-type': type, 'x-token': signFields(fields, secret) };
};

const byExternal: Prove = async (
  body,
  { secret = externalKeys.webhookSecret, laterSeconds = 0 },
) => {
  const id = `msg_${randomUUID()}`;
  const timestamp = nowSeconds() + laterSeconds;
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signMessage({ id, timestamp, body }, secret),
  };
};

/** The headers with which a provider proves these bytes, at some other time or with another secret. */
export const prove: Partial<Record<ShopName, Prove>> = {
  stripe: byStripe,
  'stripe sheet': byStripe,
  paypal: byPayPal,
  'cinetpay v2': byCinetPay,
  external: byExternal,
};
