import { rememberFor } from '#runtime/remember';
import { DynamoProjectStore } from '#stores/project-store';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { enqueueUsage } from '#wiring/usage-queue';
import { usageStore } from '#wiring/usage-store';
import { createHandler } from './handler.ts';

/** A project that was archived, or has just been made, is known as such within this time. */
const projectAgeMaxMs = 60_000;

const projects = new DynamoProjectStore(mainTable);

export const handler = createHandler({
  projects: { find: rememberFor(projectAgeMaxMs, (id) => projects.find(id)) },
  usage: new SealedBuckets(usageStore),
  enqueue: enqueueUsage,
  idempotency,
  now,
});
