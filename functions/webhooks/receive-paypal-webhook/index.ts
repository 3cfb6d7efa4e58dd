import { payPalVerifier } from '#providers/paypal/verify-notification';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { now } from '#wiring/clock';
import { queueTo } from '#wiring/queues';
import { providerSetting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const readWebhookIds = secretReader(variableOf('PAYPAL_WEBHOOK_ID_PARAMETER'));
const { certificateOrigins } = providerSetting('paypal');
const verify = payPalVerifier({ certificateOrigins, fetch, now });

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verify({ headers, rawBody, webhookIds: await readWebhookIds(secretMaxAgeMs) }),
  queue: queueTo('settle-payment'),
  now,
});
