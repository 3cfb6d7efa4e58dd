import { DynamoAuditTrail } from '#stores/audit-trail';
import { mainTable } from '#wiring/main-table';
import { sendingWebhooks } from '#wiring/sending-webhooks';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...sendingWebhooks,
  audit: new DynamoAuditTrail(mainTable, sendingWebhooks.now),
});
