import { DynamoRenewalStore } from '#stores/renewal-store';
import { acting } from '#wiring/acting';
import { activationTokens } from '#wiring/activation-tokens';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  renewals: new DynamoRenewalStore(mainTable),
  tokens: activationTokens,
});
