import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { configuredProviders } from '#providers/configured-providers';
import { requireEnvironment } from '#runtime/environment';
import { secretsFromEnvironment } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'PROVIDERS');
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  payments: new DynamoPaymentStore(table, now),
  refunds: new DynamoRefundStore(table),
  providers: configuredProviders({
    settings: JSON.parse(environment.PROVIDERS),
    readSecret: secretsFromEnvironment(),
    now,
  }),
  pause: tablePause,
  now,
  randomBytes,
});
