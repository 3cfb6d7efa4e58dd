import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { acting } from './acting.ts';
import { issuing } from './issued-documents.ts';
import { mainTable } from './main-table.ts';

/** Issues and stores invoices. */
export const invoicing = {
  ...acting,
  ...issuing,
  invoices: new DynamoInvoiceStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
};
