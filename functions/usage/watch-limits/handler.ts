import type { DynamoDBRecord } from 'aws-lambda';
import type { Month } from '#domain/calendar/month';
import { type WatchLimitsDeps, watchLimits } from '#domain/limits/watch-limits';
import { logger } from '#runtime/log';
import { streamBatchFunction } from '#runtime/stream';

type Changed = { customerId: string; month: Month; record: DynamoDBRecord };

/**
 * Reads changed counters, and checks each customer of the batch once. If one fails, the shard
 * restarts at its first record.
 */
export const createHandler = (deps: WatchLimitsDeps) =>
  streamBatchFunction(async (records, { requestId }) => {
    const changes = records.map(changeOf);
    const watched = [...Map.groupBy(changes, ({ customerId }) => customerId)].map(
      ([customerId, ofCustomer]) => ({
        customerId,
        months: ofCustomer.map(({ month }) => month),
      }),
    );
    const { crossings, failures } = await watchLimits(deps, watched, requestId);
    for (const { customerId, meter, threshold } of crossings)
      logger.info('threshold crossed', { requestId, customerId, meter, threshold });
    for (const { customerId, error } of failures)
      logger.error('limits not watched', { requestId, customerId, error: error as Error });
    const failed = new Set(failures.map(({ customerId }) => customerId));
    return changes.find(({ customerId }) => failed.has(customerId))?.record;
  });

/** `COUNTER#<customer>#<month>` */
function changeOf(record: DynamoDBRecord): Changed {
  const [, customerId = '', month] = (record.dynamodb?.Keys?.pk?.S ?? '').split('#');
  return { customerId, month: month as Month, record };
}
