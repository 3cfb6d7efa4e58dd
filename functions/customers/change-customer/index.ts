import { randomBytes } from 'node:crypto';
import { DynamoCustomerStore } from '#stores/customer-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  plans: setting('PLANS'),
  pause: tablePause,
  now,
  randomBytes,
});
