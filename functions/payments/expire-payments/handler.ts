import { expirePayments } from '#domain/payments/expire-payments';
import type { SettleDeps } from '#domain/payments/settle-payment';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** What one run gets through well within its time-out; the next run goes on. */
const paymentsMax = 50;

/** Every five minutes: ends the payments whose time is over. */
export const createHandler = (deps: SettleDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const expiries = await expirePayments(deps, { dueAt, limit: paymentsMax, requestId });
    for (const { paymentId, status, ...rest } of expiries)
      if ('error' in rest)
        logger.warn('payment not expired', { requestId, paymentId, error: rest.error as Error });
      else logger.info('payment expired', { requestId, paymentId, status });
  });
