import { DynamoCustomerStore } from '#stores/customer-store';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  customers: new DynamoCustomerStore(mainTable),
  plans: setting('PLANS'),
});
