import { randomBytes } from 'node:crypto';
import { DynamoPaymentStore } from '#stores/payment-store';
import { tablePause } from '#stores/table-pause';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { paymentProviders } from '#wiring/payment-providers';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  payments: new DynamoPaymentStore(mainTable, now),
  idempotency,
  providers: paymentProviders(),
  clientTokens,
  pause: tablePause,
  now,
  randomBytes,
});
