import { DynamoOrderStore } from '#stores/order-store';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { grantUpload } from '#wiring/uploads';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  orders: new DynamoOrderStore(mainTable, now),
  clientTokens,
  grantUpload,
  now,
}).use(countingFailedProofs);
