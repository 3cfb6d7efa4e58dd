import { randomBytes } from 'node:crypto';
import { DynamoPaymentStore } from '#stores/payment-store';
import { tablePause } from '#stores/table-pause';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
  providers: paymentProviders(),
  addresses,
  clientTokens,
  pause: tablePause,
  now,
  randomBytes,
});
