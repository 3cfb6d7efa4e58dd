import {
  type CloseAllDeps,
  type ClosedMonth,
  closeMonths,
} from '#domain/billing-periods/close-months';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Daily: closes the months whose grace is over, recounted from the raw events. */
export const createHandler = (deps: CloseAllDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const closed = await closeMonths(deps, { now: dueAt, requestId });
    for (const month of closed) logClosed(month, requestId);
    const failed = closed.filter((month) => 'error' in month);
    // Raises the alarm on errors; the next run retries the rest.
    if (failed.length > 0) throw new Error('some months could not be closed');
  });

function logClosed({ customerId, month, ...result }: ClosedMonth, requestId: string): void {
  const subject = { requestId, customerId, month };
  if ('error' in result) {
    logger.error('month not closed', { ...subject, error: result.error as Error });
    return;
  }
  const { period, differences } = result;
  if (differences > 0) logger.warn('usage counters repaired', { ...subject, differences });
  if (period)
    logger.info('month closed', {
      ...subject,
      recount: period.recount,
      lines: period.lines.length,
      due: period.due,
    });
}
