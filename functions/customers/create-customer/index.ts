import { randomBytes } from 'node:crypto';
import { DynamoCustomerStore } from '#stores/customer-store';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  idempotency,
  plans: setting('PLANS'),
  timeZone: setting('SELLER').timeZone,
  now,
  randomBytes,
});
