import { randomBytes } from 'node:crypto';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoInbox } from '#stores/inbox';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  inbox: new DynamoInbox(mainTable, now),
  audit: new DynamoAuditTrail(mainTable, now),
  now,
  randomBytes,
});
