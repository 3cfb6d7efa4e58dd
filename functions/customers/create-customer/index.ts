import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'PLANS', 'SELLER');
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  customers: new DynamoCustomerStore(table),
  idempotency: new DynamoIdempotencyStore(table, now),
  plans: JSON.parse(environment.PLANS),
  timeZone: JSON.parse(environment.SELLER).timeZone,
  now,
  randomBytes,
});
