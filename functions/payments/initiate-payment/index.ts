import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { idempotency } from '#wiring/idempotency';
import { initiating } from '#wiring/initiating';
import { countingFailedProofs } from '#wiring/proofs';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...initiating, idempotency, addresses, clientTokens }).use(
  countingFailedProofs,
);
