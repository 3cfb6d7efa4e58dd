import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { countingFailedProofs } from '#wiring/proofs';
import { settling } from '#wiring/settling';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...settling, addresses, clientTokens }).use(
  countingFailedProofs,
);
