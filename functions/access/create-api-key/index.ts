import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  apiKeys: new DynamoApiKeyStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  idempotency,
});
