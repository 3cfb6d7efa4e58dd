import { variableOf } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoCounterBooks, DynamoPeriodStore } from '#stores/usage/period-store';
import { S3RawReader } from '#stores/usage/raw-reader';
import { mainTable } from './main-table.ts';
import { s3 } from './s3.ts';
import { setting } from './settings.ts';
import { usageTable } from './usage-table.ts';

/** The input of closing a month: the counters, and the raw events that they are compared with. */
export const metering = {
  customers: new DynamoCustomerStore(mainTable),
  projects: new DynamoProjectStore(mainTable),
  periods: new DynamoPeriodStore(mainTable),
  books: new DynamoCounterBooks(usageTable),
  raw: new S3RawReader(s3, variableOf('USAGE_BUCKET')),
  plans: setting('PLANS'),
};
