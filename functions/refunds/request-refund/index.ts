import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { configuredProviders } from '#providers/configured-providers';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'STRIPE_API_URL',
  'STRIPE_SECRET_KEY_PARAMETER',
);
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  refunds: new DynamoRefundStore(table),
  idempotency: new DynamoIdempotencyStore(table, now),
  providers: configuredProviders({
    stripe: {
      apiUrl: environment.STRIPE_API_URL,
      readSecretKey: secretReader(environment.STRIPE_SECRET_KEY_PARAMETER),
    },
  }),
  now,
  randomBytes,
});
