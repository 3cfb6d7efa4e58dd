import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { requireEnvironment } from '#runtime/environment';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoInbox } from '#stores/inbox';
import { Table } from '#stores/table';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'SETTLE_PAYMENT_QUEUE_URL');
const table = new Table(new DynamoDBClient({}), environment.TABLE_NAME);
const now = () => new Date();

export const handler = createHandler({
  inbox: new DynamoInbox(table, now),
  audit: new DynamoAuditTrail(table, now),
  idempotency: new DynamoIdempotencyStore(table, now),
  queue: new Queue(new SQSClient({}), environment.SETTLE_PAYMENT_QUEUE_URL),
  now,
  randomBytes,
});
