import { clientTokens } from '#wiring/client-tokens';
import { idempotency } from '#wiring/idempotency';
import { countingFailedProofs } from '#wiring/proofs';
import { settling } from '#wiring/settling';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...settling, idempotency, clientTokens }).use(
  countingFailedProofs,
);
