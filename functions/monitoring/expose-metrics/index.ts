import { catalogueOf } from '#providers/catalogue';
import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoBusinessStore } from '#stores/business-store';
import { DynamoCounterStore } from '#stores/counter-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { watchedQueues } from '#wiring/watched-queues';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  counters: new DynamoCounterStore(mainTable, now),
  alerts: new DynamoAlertStore(mainTable),
  business: new DynamoBusinessStore(mainTable),
  queues: watchedQueues,
  catalogue: catalogueOf(setting('PROVIDERS')),
  now,
});
