import { DynamoMemberStore } from '#stores/member-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  members: new DynamoMemberStore(mainTable),
});
