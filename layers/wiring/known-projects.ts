import { rememberFor } from '#runtime/remember';
import { DynamoProjectStore } from '#stores/project-store';
import { mainTable } from './main-table.ts';

const projects = new DynamoProjectStore(mainTable);

/** Projects as known at most this long ago; a newly created or archived one may be missed. */
export const projectsKnownFor = (ageMaxMs: number) => ({
  find: rememberFor(ageMaxMs, (id) => projects.find(id)),
});
