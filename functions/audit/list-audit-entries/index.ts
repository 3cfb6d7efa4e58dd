import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoPeople } from '#stores/people';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  audit: new DynamoAuditTrail(mainTable, now),
  people: new DynamoPeople(mainTable),
});
