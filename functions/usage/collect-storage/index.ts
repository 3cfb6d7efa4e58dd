import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoProjectStore } from '#stores/project-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { storageSources as sources } from '#wiring/storage-sources';
import { enqueueUsage as enqueue } from '#wiring/usage-queue';
import { usageStore as usage } from '#wiring/usage-store';
import { createHandler } from './handler.ts';

const customers = new DynamoCustomerStore(mainTable);
const projects = new DynamoProjectStore(mainTable);
const ingestion = { projects, usage, now };

export const handler = createHandler({ customers, projects, sources, ingestion, enqueue });
