import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import {
  requireAllowedAddress,
  verifyStandardWebhook,
} from '#providers/external/verify-notification';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'PROVIDERS',
  'SETTLE_PAYMENT_QUEUE_URL',
  'EXTERNAL_WEBHOOK_SECRET_PARAMETER',
);
const readSecrets = secretReader(environment.EXTERNAL_WEBHOOK_SECRET_PARAMETER);
const { allowedAddresses } = JSON.parse(environment.PROVIDERS).external;
const now = () => new Date();

export const handler = createHandler({
  verify: async ({ headers, rawBody, sourceAddress }, secretMaxAgeMs) => {
    requireAllowedAddress(sourceAddress, allowedAddresses);
    const secrets = await readSecrets(secretMaxAgeMs);
    verifyStandardWebhook({ headers, rawBody, secrets, now: now() });
  },
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
});
