import { DynamoAuditTrail } from '#stores/audit-trail';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { savedCards } from '#wiring/saved-cards';
import { createHandler } from './handler.ts';

const audit = new DynamoAuditTrail(mainTable, acting.now);

export const handler = createHandler({ ...acting, ...savedCards, audit });
