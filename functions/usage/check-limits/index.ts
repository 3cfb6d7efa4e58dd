import { DynamoBusinessStore } from '#stores/business-store';
import { limitWatch } from '#wiring/limit-watch';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...limitWatch,
  business: new DynamoBusinessStore(mainTable),
});
