import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { delayOfStripeNotification } from '#providers/stripe/notification';
import { verifyStripeSignature } from '#providers/stripe/verify-signature';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'SETTLE_PAYMENT_QUEUE_URL',
  'STRIPE_WEBHOOK_SECRET_PARAMETER',
);
const readSecrets = secretReader(environment.STRIPE_WEBHOOK_SECRET_PARAMETER);
const now = () => new Date();

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verifyStripeSignature({
      header: headers['stripe-signature'],
      rawBody,
      secrets: await readSecrets(secretMaxAgeMs),
      now: now(),
    }),
  delayOf: delayOfStripeNotification,
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
});
