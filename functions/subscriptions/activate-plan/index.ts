import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { acting } from '#wiring/acting';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  payments: new DynamoPaymentStore(mainTable, acting.now),
  subscriptions: new DynamoSubscriptionStore(mainTable),
  plans: setting('PLANS'),
});
