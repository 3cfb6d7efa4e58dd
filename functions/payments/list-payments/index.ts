import { DynamoPaymentStore } from '#stores/payment-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
});
