import { type WatchLimitsDeps, watchLimits } from '#domain/limits/watch-limits';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On customer.changed: compares usage with a plan or projects that may be others. */
export const createHandler = (deps: WatchLimitsDeps) =>
  jobFunction<Fact<'customer.changed'>>(async ({ requestId, data: { customerId } }) => {
    const watched = [{ customerId, months: [] }];
    const { crossings, failures } = await watchLimits(deps, watched, requestId);
    for (const { meter, threshold } of crossings)
      logger.info('threshold crossed', { requestId, customerId, meter, threshold });
    for (const { error } of failures) throw error;
  });
