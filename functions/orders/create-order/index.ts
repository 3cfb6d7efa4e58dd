import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoProductStore } from '#stores/product-store';
import { tablePause } from '#stores/table-pause';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { networkOf } from '#wiring/networks';
import { setting } from '#wiring/settings';
import { grantUpload } from '#wiring/uploads';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  orders: new DynamoOrderStore(mainTable, now),
  products: new DynamoProductStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  seller: setting('SELLER'),
  acceptedTypes: setting('FILES').types,
  idempotency,
  clientTokens,
  grantUpload,
  networkOf,
  pause: tablePause,
  now,
});
