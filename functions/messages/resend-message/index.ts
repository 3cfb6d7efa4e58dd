import { DynamoFateStore } from '#stores/fate-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { mailboxes } from '#wiring/mailboxes';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  fates: new DynamoFateStore(mainTable, mailboxes),
  invoices: new DynamoInvoiceStore(mainTable),
  idempotency,
});
