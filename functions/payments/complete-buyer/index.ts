import { DynamoPaymentStore } from '#stores/payment-store';
import { acting } from '#wiring/acting';
import { clientTokens } from '#wiring/client-tokens';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

const payments = new DynamoPaymentStore(mainTable, acting.now);

export const handler = createHandler({
  ...acting,
  payments,
  clientTokens,
  seller: setting('SELLER'),
}).use(countingFailedProofs);
