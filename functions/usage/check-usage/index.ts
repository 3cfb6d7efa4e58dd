import { DynamoStandingStore } from '#stores/usage/standing-store';
import { now } from '#wiring/clock';
import { projectsKnownFor } from '#wiring/known-projects';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

/** How long the existence of a project without a standing is cached. */
const projectAgeMaxMs = 10_000;

export const handler = createHandler({
  standings: new DynamoStandingStore(usageTable),
  projects: projectsKnownFor(projectAgeMaxMs),
  now,
});
