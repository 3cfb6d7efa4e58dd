import { randomBytes } from 'node:crypto';
import { DynamoCustomerStore } from '#stores/customer-store';
import { tablePause } from '#stores/table-pause';
import { DynamoActiveProjects } from '#stores/usage/active-projects';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { DynamoThresholdStore } from '#stores/usage/threshold-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoActiveProjects(mainTable),
  counters: new DynamoCounterReader(usageTable),
  standings: new DynamoStandingStore(usageTable),
  thresholds: new DynamoThresholdStore(mainTable),
  plans: setting('PLANS'),
  now,
  randomBytes,
  pause: tablePause,
});
