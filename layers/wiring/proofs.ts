import { watchProofs } from '#domain/access/watch-proofs';
import { variableOf } from '#runtime/environment';
import { logger } from '#runtime/log';
import { countFailedProofs } from '#runtime/proofs';
import { secretReader } from '#runtime/secrets';
import { DynamoFailedProofs } from '#stores/failed-proofs';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';
import { noteTrouble } from './troubles.ts';

/** Counts wrong keys and tokens; reads and writes nothing while all are right. */
export const { noteFailedProof, strangersBan } = watchProofs({
  proofs: new DynamoFailedProofs(mainTable),
  readKeys: secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER')),
  now,
  noteTrouble,
  onFault: (error) => logger.warn('failed proofs are not counted', { error }),
});

/** For the functions that judge client tokens and links. */
export const countingFailedProofs = countFailedProofs(noteFailedProof);
