import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { configuredProviders } from '#providers/configured-providers';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { secretReader, secretsFromEnvironment } from '#runtime/secrets';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'PROVIDERS', 'CLIENT_TOKEN_KEY_PARAMETER');
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  payments: new DynamoPaymentStore(table, now),
  idempotency: new DynamoIdempotencyStore(table, now),
  providers: configuredProviders({
    settings: JSON.parse(environment.PROVIDERS),
    readSecret: secretsFromEnvironment(),
    now,
  }),
  clientTokens: clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER)),
  pause: tablePause,
  now,
  randomBytes,
});
