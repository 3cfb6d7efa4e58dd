import { DynamoAddressStore } from '#stores/address-store';
import { acting } from '#wiring/acting';
import { activationTokens } from '#wiring/activation-tokens';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  addresses: new DynamoAddressStore(mainTable),
  tokens: activationTokens,
});
