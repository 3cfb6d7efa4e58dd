import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { configuredProviders } from '#providers/configured-providers';
import { parseStripeNotification } from '#providers/stripe/notification';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'STRIPE_API_URL',
  'STRIPE_SECRET_KEY_PARAMETER',
);
const readSecretKey = secretReader(environment.STRIPE_SECRET_KEY_PARAMETER);
const now = () => new Date();

const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);

export const handler = createHandler({
  payments: new DynamoPaymentStore(table, now),
  refunds: new DynamoRefundStore(table),
  providers: configuredProviders({ stripe: { apiUrl: environment.STRIPE_API_URL, readSecretKey } }),
  parse: parseStripeNotification,
  mode: async () => ((await readSecretKey())[0]?.includes('_live_') ? 'live' : 'test'),
  now,
  randomBytes,
});
