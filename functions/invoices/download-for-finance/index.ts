import { DynamoInvoiceStore } from '#stores/invoice-store';
import { linkToDocument } from '#wiring/document-links';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  invoices: new DynamoInvoiceStore(mainTable),
  link: linkToDocument,
});
