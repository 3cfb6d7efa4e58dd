import { streamBatchFunction } from '#runtime/stream';
import { type RelayDeps, relay } from './relay.ts';

/**
 * The table's stream: brings each new fact to the jobs that subscribe to its type. Records go out
 * together, those before one that cannot be read; when a delivery fails, the stream goes on from
 * its record: every job tolerates an event twice.
 */
export const createHandler = (deps: RelayDeps) =>
  streamBatchFunction((records) => relay(deps, records));
