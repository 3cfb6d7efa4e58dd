import { rememberFor } from '#runtime/remember';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { usageTable } from '#wiring/usage-table';
import { createHandler } from './handler.ts';

/** A project without a standing is known to exist, or not, for so long. */
const projectAgeMaxMs = 10_000;

const projects = new DynamoProjectStore(mainTable);

export const handler = createHandler({
  standings: new DynamoStandingStore(usageTable),
  projects: { find: rememberFor(projectAgeMaxMs, (id) => projects.find(id)) },
  now,
});
