import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'API_KEY_DERIVATION_KEY_PARAMETER');
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const readDerivationKey = secretReader(environment.API_KEY_DERIVATION_KEY_PARAMETER);
const now = () => new Date();

export const handler = createHandler({
  apiKeys: new DynamoApiKeyStore(table),
  idempotency: new DynamoIdempotencyStore(table, now),
  derivationKey: async () => (await readDerivationKey())[0]!,
  now,
  randomBytes,
});
