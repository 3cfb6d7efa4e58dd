import { randomBytes } from 'node:crypto';
import { catalogueOf } from '#providers/catalogue';
import { rememberFor } from '#runtime/remember';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { DynamoSwitchStore } from '#stores/switch-store';
import { tablePause } from '#stores/table-pause';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

/** Warm functions follow a kill switch within this time. */
const switchesAgeMaxMs = 5_000;

const switchStore = new DynamoSwitchStore(mainTable);
const rememberedSwitches = rememberFor(switchesAgeMaxMs, () => switchStore.load());

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
  idempotency,
  customers: new DynamoCustomerStore(mainTable),
  invoices: new DynamoInvoiceStore(mainTable),
  plans: setting('PLANS'),
  catalogue: catalogueOf(setting('PROVIDERS')),
  switches: () => rememberedSwitches('all'),
  providers: paymentProviders(new DynamoProviderCustomers(mainTable)),
  addresses,
  clientTokens,
  shopOrigins: setting('SHOP_ORIGINS'),
  seller: setting('SELLER'),
  pause: tablePause,
  now,
  randomBytes,
});
