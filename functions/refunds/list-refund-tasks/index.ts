import { DynamoRefundStore } from '#stores/refund-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  refunds: new DynamoRefundStore(mainTable),
});
