import { DynamoInvoiceStore } from '#stores/invoice-store';
import { processingPaymentOf } from '#stores/processing-payments';
import { DynamoStandingStore } from '#stores/standing-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';

/** What people and the schedule do with an issued invoice. */
export const financeActs = {
  ...acting,
  invoices: new DynamoInvoiceStore(mainTable),
  standings: new DynamoStandingStore(mainTable),
  processing: processingPaymentOf(mainTable),
};
