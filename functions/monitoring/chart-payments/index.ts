import { DynamoBusinessStore } from '#stores/business-store';
import { DynamoCounterStore } from '#stores/counter-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  counters: new DynamoCounterStore(mainTable, now),
  business: new DynamoBusinessStore(mainTable),
  seller: setting('SELLER'),
  now,
});
