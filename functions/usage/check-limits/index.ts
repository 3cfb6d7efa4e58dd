import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { DynamoActiveProjects } from '#stores/usage/active-projects';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { DynamoThresholdStore } from '#stores/usage/threshold-store';
import { createHandler } from './handler.ts';

const environment = requireEnvironment('TABLE_NAME', 'USAGE_TABLE_NAME', 'PLANS');
const client = new DynamoDBClient({});
const table = new Table(client, environment.TABLE_NAME);
const usageTable = new Table(client, environment.USAGE_TABLE_NAME);

export const handler = createHandler({
  customers: new DynamoCustomerStore(table),
  projects: new DynamoActiveProjects(table),
  counters: new DynamoCounterReader(usageTable),
  standings: new DynamoStandingStore(usageTable),
  thresholds: new DynamoThresholdStore(table),
  plans: JSON.parse(environment.PLANS),
  now: () => new Date(),
  randomBytes,
  pause: tablePause,
});
