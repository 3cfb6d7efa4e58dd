import { DynamoProductStore } from '#stores/product-store';
import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  idempotency,
  products: new DynamoProductStore(mainTable),
  seller: setting('SELLER'),
});
