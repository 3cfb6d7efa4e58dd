import { DynamoOrderStore } from '#stores/order-store';
import { clientTokens } from '#wiring/client-tokens';
import { now } from '#wiring/clock';
import { linkToFile, scans } from '#wiring/kept-files';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  orders: new DynamoOrderStore(mainTable, now),
  clientTokens,
  scans,
  link: linkToFile,
}).use(countingFailedProofs);
