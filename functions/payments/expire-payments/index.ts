import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { configuredProviders } from '#providers/configured-providers';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'STRIPE_API_URL',
  'STRIPE_SECRET_KEY_PARAMETER',
);
const now = () => new Date();

export const handler = createHandler({
  payments: new DynamoPaymentStore(new Table(new DynamoDBClient({}), environment.TABLE_NAME), now),
  providers: configuredProviders({
    stripe: {
      apiUrl: environment.STRIPE_API_URL,
      readSecretKey: secretReader(environment.STRIPE_SECRET_KEY_PARAMETER),
    },
  }),
  now,
  randomBytes,
});
