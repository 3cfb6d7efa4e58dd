import { processingPaymentOf } from '#stores/processing-payments';
import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { idempotency } from '#wiring/idempotency';
import { initiating } from '#wiring/initiating';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...initiating,
  processing: processingPaymentOf(mainTable),
  idempotency,
  addresses,
  clientTokens,
}).use(countingFailedProofs);
