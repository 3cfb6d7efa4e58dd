import { randomBytes } from 'node:crypto';
import { DynamoSwitchStore } from '#stores/switch-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  switches: new DynamoSwitchStore(mainTable),
  pause: tablePause,
  now,
  randomBytes,
});
