import { notingRefusals } from '#domain/monitoring/noting-refusals';
import { payPalVerifier } from '#providers/paypal/verify-notification';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import type { WebhookDeps, WebhookMessage } from '#runtime/webhooks';
import { now } from './clock.ts';
import { noteTroublePlainly } from './plain-troubles.ts';
import { queueTo } from './queues.ts';
import { providerSetting } from './settings.ts';

const readWebhookIds = secretReader(variableOf('PAYPAL_WEBHOOK_ID_PARAMETER'));
const { certificateOrigins } = providerSetting('paypal');
const verify = payPalVerifier({ certificateOrigins, fetch, now });

/** Receives PayPal’s notifications. */
export const paypalWebhook = {
  verify: notingRefusals<WebhookMessage>(
    'paypal',
    async ({ headers, rawBody }, secretMaxAgeMs) =>
      verify({ headers, rawBody, webhookIds: await readWebhookIds(secretMaxAgeMs) }),
    noteTroublePlainly,
  ),
  queue: queueTo('settle-payment'),
  now,
} satisfies WebhookDeps;
