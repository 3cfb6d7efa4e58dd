import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Addresses } from '#domain/payments/addresses';
import { configuredProviders } from '#providers/configured-providers';
import { clientTokensFrom } from '#runtime/client-tokens';
import { requireEnvironment } from '#runtime/environment';
import { secretReader, secretsFromEnvironment } from '#runtime/secrets';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'API_URL',
  'WEB_URL',
  'PROVIDERS',
  'CLIENT_TOKEN_KEY_PARAMETER',
);
const now = () => new Date();

export const handler = createHandler({
  payments: new DynamoPaymentStore(new Table(new DynamoDBClient({}), environment.TABLE_NAME), now),
  providers: configuredProviders({
    settings: JSON.parse(environment.PROVIDERS),
    readSecret: secretsFromEnvironment(),
    now,
  }),
  addresses: new Addresses(environment.API_URL, environment.WEB_URL),
  clientTokens: clientTokensFrom(secretReader(environment.CLIENT_TOKEN_KEY_PARAMETER)),
  pause: tablePause,
  now,
  randomBytes,
});
