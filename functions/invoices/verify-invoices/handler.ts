import { addDays, dayAt } from '#domain/calendar/day';
import { type Verification, type VerifyDeps, verifyYear } from '#domain/invoices/verify-year';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { backgroundFunction } from '#runtime/pipeline';
import type { ScheduleEvent } from '#runtime/schedule';
import type { Seller } from '#vocabulary/seller';

export type VerifyFunctionDeps = VerifyDeps & { seller: Pick<Seller, 'timeZone'> };

/** An operator may name the year, and wait less than a night. */
type VerifyEvent = ScheduleEvent & { year?: string; secondsMax?: number };

/** Leaves a third of the function's time for its last page. */
const secondsMaxAtNight = 600;

/** Nightly: proves the documents of yesterday's year; a break rings. Null while it is not through. */
export const createHandler = ({ seller, ...deps }: VerifyFunctionDeps) =>
  backgroundFunction<VerifyEvent, Verification | null>(
    ({ schedule }, { awsRequestId: requestId }) => ({ requestId, event: schedule }),
    async ({ dueAt, year: asked, secondsMax = secondsMaxAtNight }) => {
      const year = asked ?? addDays(dayAt(new Date(dueAt), seller.timeZone), -1).slice(0, 4);
      const stopAt = new Date(deps.now().getTime() + secondsMax * 1_000);
      const found = await verifyYear(deps, year, stopAt);
      if (!found) {
        logger.warn('invoices verified in part', { year });
        return null;
      }
      const { breaks, ...counts } = found;
      logger.info('invoices verified', { year, ...counts });
      for (const broken of breaks) logger.error('invoice broken', { year, ...broken });
      if (!found.ok) metrics.addMetric('ToLookAt', MetricUnit.Count, found.breakCount);
      return found;
    },
  );
