import { randomBytes } from 'node:crypto';
import { DynamoProjectStore } from '#stores/project-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  projects: new DynamoProjectStore(mainTable),
  pause: tablePause,
  now,
  randomBytes,
});
