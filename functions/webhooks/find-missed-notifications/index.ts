import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ProviderName } from '#domain/payments/payment';
import { Queue } from '#messaging/queue';
import { configuredProviders } from '#providers/configured-providers';
import { requireEnvironment } from '#runtime/environment';
import { secretsFromEnvironment } from '#runtime/secrets';
import { DynamoReadingPositions } from '#stores/reading-positions';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'PROVIDERS', 'SETTLE_PAYMENT_QUEUE_URL');
const settings = JSON.parse(environment.PROVIDERS);
const now = () => new Date();

/** CinetPay and an external backend keep none. */
const keepLists: readonly ProviderName[] = ['stripe', 'paypal'];

export const handler = createHandler({
  configured: keepLists.filter((name) => settings[name]),
  providers: configuredProviders({ settings, readSecret: secretsFromEnvironment(), now }),
  positions: new DynamoReadingPositions(new Table(new DynamoDBClient({}), environment.TABLE_NAME)),
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
});
