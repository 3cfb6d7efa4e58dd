import { summaryTable } from '#documents/summary-table';
import { DynamoInvoiceListStore } from '#stores/invoice-list-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { thisYear } from '#wiring/this-year';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  invoices: new DynamoInvoiceListStore(mainTable, now),
  thisYear,
  table: summaryTable,
});
