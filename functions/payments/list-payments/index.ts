import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');

export const handler = createHandler({
  payments: new DynamoPaymentStore(new Table(new DynamoDBClient({}), TABLE_NAME), () => new Date()),
});
