import { DynamoReadingPositions } from '#stores/reading-positions';
import { now } from '#wiring/clock';
import { listedProviders } from '#wiring/listed-providers';
import { mainTable } from '#wiring/main-table';
import { providers } from '#wiring/providers';
import { queueTo } from '#wiring/queues';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  configured: listedProviders,
  providers,
  positions: new DynamoReadingPositions(mainTable),
  queue: queueTo('settle-payment'),
  now,
});
