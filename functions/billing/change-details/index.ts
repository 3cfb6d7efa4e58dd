import { DynamoCustomerStore } from '#stores/customer-store';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...acting, customers: new DynamoCustomerStore(mainTable) });
