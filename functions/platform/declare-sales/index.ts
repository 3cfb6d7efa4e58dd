import { DynamoInvoiceListStore } from '#stores/invoice-list-store';
import { DynamoPaidLater } from '#stores/paid-later';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  invoices: new DynamoInvoiceListStore(mainTable, now),
  paid: new DynamoPaidLater(mainTable),
  seller: setting('SELLER'),
});
