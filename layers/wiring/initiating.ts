import { notingProviders } from '#domain/monitoring/noting-providers';
import { catalogueOf } from '#providers/catalogue';
import { rememberFor } from '#runtime/remember';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { paymentProviders } from './payment-providers.ts';
import { setting } from './settings.ts';
import { switches } from './switches.ts';
import { noteTrouble } from './troubles.ts';

/** Warm functions follow a kill switch within this time. */
const switchesAgeMaxMs = 5_000;

const rememberedSwitches = rememberFor(switchesAgeMaxMs, switches);

/** Looks up what is paid for, and opens a checkout for it. */
export const initiating = {
  ...acting,
  payments: new DynamoPaymentStore(mainTable, acting.now),
  customers: new DynamoCustomerStore(mainTable),
  invoices: new DynamoInvoiceStore(mainTable),
  orders: new DynamoOrderStore(mainTable, acting.now),
  plans: setting('PLANS'),
  catalogue: catalogueOf(setting('PROVIDERS')),
  switches: () => rememberedSwitches('all'),
  providers: notingProviders(paymentProviders(new DynamoProviderCustomers(mainTable)), noteTrouble),
  shopOrigins: setting('SHOP_ORIGINS'),
  seller: setting('SELLER'),
};
