import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoActiveProjects } from '#stores/usage/active-projects';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoActiveProjects(mainTable),
  counters: new DynamoCounterReader(usageTable),
  plans: setting('PLANS'),
  now,
});
