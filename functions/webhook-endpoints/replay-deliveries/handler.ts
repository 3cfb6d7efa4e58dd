import { type ReplayJobDeps, replayDeliveries } from '#domain/webhooks/replay';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On webhook_endpoint.replay_asked: puts deliveries back into their endpoint's line. */
export const createHandler = (deps: ReplayJobDeps) =>
  jobFunction<Fact<'webhook_endpoint.replay_asked'>>(async ({ requestId, data }) => {
    const { replayed, outcome } = await replayDeliveries(deps, data, requestId);
    const { endpointId } = data;
    logger.info('deliveries replayed', { requestId, endpointId, done: replayed, outcome });
  });
