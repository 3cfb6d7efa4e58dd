import { variableOf } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoCounterBooks, DynamoPeriodStore } from '#stores/usage/period-store';
import { S3RawReader } from '#stores/usage/raw-reader';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { setting } from '#wiring/settings';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

/** Half a GB of the function's memory. */
const identitiesMax = 1_000_000;

const hourMs = 3_600_000;

const { graceHours } = setting('METERING');

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  books: new DynamoCounterBooks(usageTable),
  raw: new S3RawReader(s3, variableOf('USAGE_BUCKET')),
  plans: setting('PLANS'),
  graceMs: graceHours * hourMs,
  identitiesMax,
});
