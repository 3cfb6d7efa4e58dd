import { variableOf } from '#runtime/environment';
import { S3DocumentStore } from '#stores/document-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';

/** Issues and stores credit notes. */
export const crediting = {
  ...acting,
  invoices: new DynamoInvoiceStore(mainTable),
  refunds: new DynamoRefundStore(mainTable),
  documents: new S3DocumentStore(s3, variableOf('DOCUMENTS_BUCKET')),
};
