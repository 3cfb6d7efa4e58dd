import { rememberFor } from '#runtime/remember';
import { DynamoProjectStore } from '#stores/project-store';
import { mainTable } from './main-table.ts';

const projects = new DynamoProjectStore(mainTable);

/** Projects as they were known at most so long ago: one that was archived, or has just been made. */
export const projectsKnownFor = (ageMaxMs: number) => ({
  find: rememberFor(ageMaxMs, (id) => projects.find(id)),
});
