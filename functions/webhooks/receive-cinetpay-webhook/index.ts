import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { verifyCinetPayNotification } from '#providers/cinetpay/verify-notification';
import { requireEnvironment } from '#runtime/environment';
import { optionalSecretReader } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'SETTLE_PAYMENT_QUEUE_URL',
  'CINETPAY_SECRET_KEY_PARAMETER',
);
/** The new API knows none. */
const readSecretKeys = optionalSecretReader(environment.CINETPAY_SECRET_KEY_PARAMETER);
const now = () => new Date();
const payments = new DynamoPaymentStore(
  new Table(new DynamoDBClient({}), environment.TABLE_NAME),
  now,
);

export const handler = createHandler({
  verify: async ({ headers, rawBody }, secretMaxAgeMs) =>
    verifyCinetPayNotification({
      headers,
      rawBody,
      readSecretKeys: () => readSecretKeys(secretMaxAgeMs),
      findTokenHash: async (paymentId) => {
        const payment = await payments.find(paymentId);
        return { found: payment?.provider === 'cinetpay', hash: payment?.notificationTokenHash };
      },
    }),
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
});
