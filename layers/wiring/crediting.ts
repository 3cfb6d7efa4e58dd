import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { acting } from './acting.ts';
import { issuing } from './issued-documents.ts';
import { mainTable } from './main-table.ts';

/** Issues and stores credit notes. */
export const crediting = {
  ...acting,
  ...issuing,
  invoices: new DynamoInvoiceStore(mainTable),
  refunds: new DynamoRefundStore(mainTable),
};
