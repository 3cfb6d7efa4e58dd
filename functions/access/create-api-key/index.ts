import { randomBytes } from 'node:crypto';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  apiKeys: new DynamoApiKeyStore(mainTable),
  customers: new DynamoCustomerStore(mainTable),
  idempotency,
  pause: tablePause,
  now,
  randomBytes,
});
