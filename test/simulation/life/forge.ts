import type { Cloud } from '../cloud/cloud.ts';
import { send } from '../cloud/http.ts';
import type { Plan } from '../plan/plan.ts';
import { Surprise } from './shop.ts';
import { aimAt } from './target.ts';

/**
 * Somebody who cannot prove it says that the payment is paid.
 *
 * @throws Surprise when it is taken in.
 */
export async function forgeNotification(
  cloud: Cloud,
  { provider }: Plan,
  paymentId: string,
): Promise<void> {
  const { headers, body } = forgeries[provider](paymentId);
  const url = `${cloud.endpoints.api}/webhooks/${provider}`;
  const { status } = await send('POST', url, { headers, body });
  if (status >= 200 && status < 400) throw new Surprise(`a forgery was answered ${status}`);
}

type Forgery = { headers: Record<string, string>; body: object };

const seconds = (): number => Math.floor(Date.now() / 1000);

const forgeries: Record<Plan['provider'], (paymentId: string) => Forgery> = {
  stripe: (id) => ({
    headers: { 'stripe-signature': `t=${seconds()},v1=${'0'.repeat(64)}` },
    body: {
      id: `evt_forged_${id}`,
      type: 'checkout.session.completed',
      created: seconds(),
      livemode: false,
      data: { object: { id: 'cs_test_forged', metadata: { peage_payment_id: id } } },
    },
  }),
  paypal: (id) => ({
    headers: {
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': 'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-forged',
      'paypal-transmission-id': crypto.randomUUID(),
      'paypal-transmission-time': new Date().toISOString(),
      'paypal-transmission-sig': Buffer.alloc(256).toString('base64'),
    },
    body: {
      id: `WH-FORGED-${id}`,
      create_time: new Date().toISOString(),
      event_type: 'PAYMENT.CAPTURE.COMPLETED',
      resource: { id: 'FORGED', custom_id: id },
    },
  }),
  cinetpay: (id) => ({
    headers: {},
    body: { notify_token: 'forged', merchant_transaction_id: `1${aimAt(id)}`, status: 'SUCCESS' },
  }),
  external: (id) => ({
    headers: {
      'webhook-id': `msg_forged_${id}`,
      'webhook-timestamp': String(seconds()),
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
    },
    body: {
      type: 'payment.succeeded',
      timestamp: new Date().toISOString(),
      data: { reference: id, external_payment_id: 'ext_forged', status: 'succeeded' },
    },
  }),
};
