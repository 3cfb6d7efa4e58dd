import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Table } from '#stores/table';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'USAGE_TABLE_NAME');
const client = new DynamoDBClient({});

export const handler = createHandler({
  customers: new DynamoCustomerStore(new Table(client, environment.TABLE_NAME)),
  counters: new DynamoCounterReader(new Table(client, environment.USAGE_TABLE_NAME)),
  now: () => new Date(),
});
