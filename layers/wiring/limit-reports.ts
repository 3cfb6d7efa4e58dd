import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoActiveProjects } from '#stores/usage/active-projects';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';
import { usageTable } from './usage-table.ts';

/** Tells customers how much of their plans they use. */
export const limitReports = {
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoActiveProjects(mainTable),
  counters: new DynamoCounterReader(usageTable),
  plans: setting('PLANS'),
  now,
};
