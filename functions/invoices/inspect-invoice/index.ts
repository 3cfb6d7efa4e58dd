import { DynamoInvoiceStore } from '#stores/invoice-store';
import { addresses } from '#wiring/addresses';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ invoices: new DynamoInvoiceStore(mainTable), addresses });
