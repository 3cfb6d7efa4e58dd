import { randomBytes } from 'node:crypto';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { tablePause } from '#stores/table-pause';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  subscriptions: new DynamoSubscriptionStore(mainTable),
  plans: setting('PLANS'),
  pause: tablePause,
  randomBytes,
});
