import { type OverdueDeps, remindOverdue } from '#domain/invoices/remind-overdue';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Number that one run can do within its time-out; the next day's run continues. */
const invoicesMax = 500;

/** Daily: marks unpaid invoices as overdue, and sends each step's reminder once. */
export const createHandler = (deps: OverdueDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const looks = await remindOverdue(deps, { dueAt, limit: invoicesMax, requestId });
    for (const { invoiceId, ...rest } of looks)
      if ('error' in rest)
        logger.warn('invoice not looked at', { requestId, invoiceId, error: rest.error as Error });
      else logger.info('invoice looked at', { requestId, invoiceId, outcome: rest.outcome });
  });
