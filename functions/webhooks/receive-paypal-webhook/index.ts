import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { payPalVerifier } from '#providers/paypal/verify-notification';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'PROVIDERS',
  'SETTLE_PAYMENT_QUEUE_URL',
  'PAYPAL_WEBHOOK_ID_PARAMETER',
);
const readWebhookIds = secretReader(environment.PAYPAL_WEBHOOK_ID_PARAMETER);
const { certificateOrigins } = JSON.parse(environment.PROVIDERS).paypal;
const now = () => new Date();
const verify = payPalVerifier({ certificateOrigins, fetch, now });

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verify({ headers, rawBody, webhookIds: await readWebhookIds(secretMaxAgeMs) }),
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
});
