import { DynamoActivationStore } from '#stores/activation-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { countingFailedProofs } from '#wiring/proofs';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  activations: new DynamoActivationStore(mainTable),
  now,
}).use(countingFailedProofs);
