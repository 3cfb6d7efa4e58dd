import { randomBytes } from 'node:crypto';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { tablePause } from '#stores/table-pause';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
  subscriptions: new DynamoSubscriptionStore(mainTable),
  plans: setting('PLANS'),
  pause: tablePause,
  now,
  randomBytes,
});
