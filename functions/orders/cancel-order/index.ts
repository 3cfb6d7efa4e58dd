import { DynamoOrderStore } from '#stores/order-store';
import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  orders: new DynamoOrderStore(mainTable, acting.now),
  idempotency,
});
