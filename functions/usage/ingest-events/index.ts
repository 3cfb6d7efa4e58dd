import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { projectsKnownFor } from '#wiring/known-projects';
import { enqueueUsage as enqueue } from '#wiring/usage-queue';
import { usageStore } from '#wiring/usage-store';
import { createHandler } from './handler.ts';

/** A project's creation or archiving takes effect within this time. */
const projectAgeMaxMs = 60_000;
const projects = projectsKnownFor(projectAgeMaxMs);
const usage = new SealedBuckets(usageStore);

export const handler = createHandler({ projects, usage, enqueue, idempotency, now });
