import type { ProviderClock } from '../clock.ts';
import type { Forgery } from '../deliverer.ts';
import { notificationAddress } from '../notification-address.ts';
import type { NotificationLog } from '../notification-log.ts';
import { randomText } from '../random-text.ts';
import type { ExternalPayment } from './payment.ts';
import { signMessage } from './signature.ts';

/** What a callback needs. */
type Sender = {
  clock: ProviderClock;
  log: NotificationLog;
  webhookSecret: string;
  callbackUrl: string | undefined;
  receiverNow: () => Date;
};

/** Receivers reject a five-minute difference; this is twice that. */
const staleSeconds = 600;
const somebodyElsesSecret = 'whsec_c29tZWJvZHlfZWxzZXNfc2VjcmV0X29mXzMyX2J5dGVz';

/** Notifies the merchant of a payment's state; each attempt is signed with its own time. */
export function tellMerchant(sender: Sender, payment: ExternalPayment): void {
  const id = `msg_${randomText(24)}`;
  const type = `payment.${payment.status}`;
  const data = statusOf(payment);
  const at = new Date(sender.clock.nowMs()).toISOString();
  const body = JSON.stringify({ type, timestamp: at, data });
  const sign = (forgery?: Forgery) => {
    const now = Math.floor(sender.receiverNow().getTime() / 1000);
    const timestamp = forgery === 'stale' ? now - staleSeconds : now;
    const secret = forgery === 'wrongSecret' ? somebodyElsesSecret : sender.webhookSecret;
    return {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'External-Backend/1.0',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signMessage({ id, timestamp, body }, secret),
      },
      body,
    };
  };
  const receivers = () => {
    const url = notificationAddress(payment.urls.callback, sender.callbackUrl);
    return url === undefined ? [] : [{ id: 'callback_url', url, message: sign }];
  };
  sender.log.record({ id, type, metadata: payment.marks, data, receivers });
}

/** A payment in the API and in callbacks; after the payment, the amount is the paid one. */
export function statusOf({ id, status, paid, asked, reference }: ExternalPayment) {
  const { amount, currency } = paid ?? asked;
  return { external_payment_id: id, status, amount, currency, reference };
}
