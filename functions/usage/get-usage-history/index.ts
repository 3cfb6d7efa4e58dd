import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  counters: new DynamoCounterReader(usageTable),
  now,
});
