import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoInbox } from '#stores/inbox';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');

export const handler = createHandler({
  inbox: new DynamoInbox(new Table(new DynamoDBClient({}), TABLE_NAME), () => new Date()),
});
