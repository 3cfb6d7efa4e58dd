import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoInbox } from '#stores/inbox';
import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { queueTo } from '#wiring/queues';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  inbox: new DynamoInbox(mainTable, acting.now),
  audit: new DynamoAuditTrail(mainTable, acting.now),
  idempotency,
  queue: queueTo('settle-payment'),
});
