import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');
const table = new Table(new DynamoDBClient({}), TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  apiKeys: new DynamoApiKeyStore(table),
  customers: new DynamoCustomerStore(table),
  idempotency: new DynamoIdempotencyStore(table, now),
  pause: tablePause,
  now,
  randomBytes,
});
