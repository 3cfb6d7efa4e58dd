import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers } from '#stores/guest-customers';
import { acting } from '#wiring/acting';
import { activationTokens } from '#wiring/activation-tokens';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  customers: new DynamoCustomerStore(mainTable),
  guests: new DynamoGuestCustomers(mainTable),
  tokens: activationTokens,
  plans: setting('PLANS'),
});
