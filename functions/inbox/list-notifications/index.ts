import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoInbox } from '#stores/inbox';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const { TABLE_NAME } = requireEnvironment('TABLE_NAME');
const table = new Table(new DynamoDBClient({}), TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  inbox: new DynamoInbox(table, now),
  audit: new DynamoAuditTrail(table, now),
  now,
  randomBytes,
});
