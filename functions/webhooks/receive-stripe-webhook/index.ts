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

export const handler = createHandler({
  verify: verifyStripeSignature,
  delayOf: delayOfStripeNotification,
  readSecrets: secretReader(environment.STRIPE_WEBHOOK_SECRET_PARAMETER),
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now: () => new Date(),
});
