import { DynamoGuestCustomers } from '#stores/guest-customers';
import { DynamoOrderCompletions } from '#stores/order-completions';
import { DynamoOrderStore } from '#stores/order-store';
import { acting } from '#wiring/acting';
import { activationTokens } from '#wiring/activation-tokens';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  completions: new DynamoOrderCompletions(mainTable),
  orders: new DynamoOrderStore(mainTable, acting.now),
  guests: new DynamoGuestCustomers(mainTable),
  tokens: activationTokens,
  plans: setting('PLANS'),
  timeZone: setting('SELLER').timeZone,
});
