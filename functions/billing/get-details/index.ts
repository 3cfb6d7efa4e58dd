import { DynamoCustomerStore } from '#stores/customer-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
});
