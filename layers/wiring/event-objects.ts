import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';

/** What events are about. */
export const tellableObjects = {
  payments: new DynamoPaymentStore(mainTable, now),
  refunds: new DynamoRefundStore(mainTable),
  invoices: new DynamoInvoiceStore(mainTable),
  orders: new DynamoOrderStore(mainTable, now),
  customers: new DynamoCustomerStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  plans: setting('PLANS'),
};
