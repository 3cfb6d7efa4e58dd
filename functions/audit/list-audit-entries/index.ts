import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoPeople } from '#stores/people';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');

const table = new Table(new DynamoDBClient({}), TABLE_NAME);

export const handler = createHandler({
  audit: new DynamoAuditTrail(table, () => new Date()),
  people: new DynamoPeople(table),
});
