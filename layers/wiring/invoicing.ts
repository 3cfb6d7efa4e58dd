import { variableOf } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';

/** Issues and stores invoices. */
export const invoicing = {
  ...acting,
  invoices: new DynamoInvoiceStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
};
