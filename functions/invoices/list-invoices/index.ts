import { DynamoInvoiceListStore } from '#stores/invoice-list-store';
import { addresses } from '#wiring/addresses';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  invoices: new DynamoInvoiceListStore(mainTable, now),
  addresses,
});
