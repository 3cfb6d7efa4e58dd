import { DynamoCustomerStore } from '#stores/customer-store';
import { S3PrefixSizes } from '#stores/prefix-sizes';
import { DynamoProjectStore } from '#stores/project-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { s3 } from '#wiring/s3';
import { setting } from '#wiring/settings';
import { enqueueUsage } from '#wiring/usage-queue';
import { usageStore } from '#wiring/usage-store';
import { createHandler } from './handler.ts';

const projects = new DynamoProjectStore(mainTable);

export const handler = createHandler({
  customers: new DynamoCustomerStore(mainTable),
  projects,
  sources: setting('STORAGE_SOURCES').map((settings) => new S3PrefixSizes(s3, settings)),
  ingestion: {
    projects,
    usage: usageStore,
    now,
  },
  enqueue: enqueueUsage,
});
