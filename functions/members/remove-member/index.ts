import { randomBytes } from 'node:crypto';
import { DynamoMemberStore } from '#stores/member-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { userDirectory } from '#wiring/user-directory';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  members: new DynamoMemberStore(mainTable),
  users: userDirectory,
  pause: tablePause,
  now,
  randomBytes,
});
