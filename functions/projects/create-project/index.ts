import { randomBytes } from 'node:crypto';
import { DynamoProjectStore } from '#stores/project-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  projects: new DynamoProjectStore(mainTable),
  plans: setting('PLANS'),
  idempotency,
  pause: tablePause,
  now,
  randomBytes,
});
