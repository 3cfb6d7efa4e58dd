import { type RenewDeps, renewSubscriptions } from '#domain/subscriptions/renew-subscriptions';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Number that one run can do within its time-out; the next day's run continues. */
const customersMax = 1_000;

/** Daily: reminds of plans that end in a week, and ends unpaid ones. */
export const createHandler = (deps: RenewDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const renewals = await renewSubscriptions(deps, { dueAt, limit: customersMax, requestId });
    for (const { customerId, ...rest } of renewals)
      if ('error' in rest)
        logger.warn('subscription not looked at', {
          requestId,
          customerId,
          error: rest.error as Error,
        });
      else logger.info('subscription looked at', { requestId, customerId, outcome: rest.outcome });
  });
