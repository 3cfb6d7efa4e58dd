import { type CheckLimitsDeps, checkLimits } from '#domain/limits/check-limits';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Daily: compares every customer's usage with its plan, including what the stream missed. */
export const createHandler = (deps: CheckLimitsDeps) =>
  scheduleFunction(async ({ requestId }) => {
    const { customers, crossings, failures } = await checkLimits(deps, requestId);
    for (const { customerId, meter, threshold } of crossings)
      logger.info('threshold crossed', { requestId, customerId, meter, threshold });
    for (const { customerId, error } of failures)
      logger.error('limits not checked', { requestId, customerId, error: error as Error });
    logger.info('limits checked', { requestId, customers, failures: failures.length });
  });
