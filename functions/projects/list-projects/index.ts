import { DynamoProjectStore } from '#stores/project-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  projects: new DynamoProjectStore(mainTable),
});
