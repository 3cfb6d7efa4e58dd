import { type RetryDeps, retryDeliveries } from '#domain/webhooks/retry-deliveries';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Every five minutes: has sent what is due, and what waits for an endpoint. */
export const createHandler = (deps: RetryDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const { due, turns, failures } = await retryDeliveries(deps, { now: dueAt, requestId });
    logger.info('deliveries retried', { requestId, due, turns });
    for (const { id, error } of failures)
      logger.error('delivery not retried', { requestId, id, error: error as Error });
    if (failures.length > 0) throw new Error(`${failures.length} endpoints could not be served`);
  });
