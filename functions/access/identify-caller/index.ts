import { identification } from '#wiring/identification';
import { noteFailedProof, strangersBan } from '#wiring/proofs';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...identification,
  noteFailedProof,
  strangersBan,
  routeAccess: setting('ROUTE_ACCESS'),
});
