import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { Table } from '#stores/table';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');

export const handler = createHandler({
  periods: new DynamoPeriodStore(new Table(new DynamoDBClient({}), TABLE_NAME)),
});
