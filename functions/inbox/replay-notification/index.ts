import { randomBytes } from 'node:crypto';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoInbox } from '#stores/inbox';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { queueTo } from '#wiring/queues';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  inbox: new DynamoInbox(mainTable, now),
  audit: new DynamoAuditTrail(mainTable, now),
  idempotency,
  queue: queueTo('settle-payment'),
  now,
  randomBytes,
});
