import { addDays, utcDay } from '#domain/calendar/day';
import { closeDays, recountedDays } from '#domain/monitoring/close-days';
import { type RecountDeps, recountDay } from '#domain/monitoring/recount';
import type { NoteTrouble } from '#domain/monitoring/trouble';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

export type RecountPaymentsDeps = RecountDeps & { noteTrouble: NoteTrouble };

/** Nightly: corrects the counters of the last days by the payments, then closes the days. */
export const createHandler = ({ noteTrouble, ...deps }: RecountPaymentsDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const today = utcDay(dueAt);
    for (let back = 1; back <= recountedDays; back++) {
      const differences = await recountDay(deps, addDays(today, -back));
      for (const { at, outcome } of differences) {
        logger.warn('counters differed', { requestId, at, outcome });
        await noteTrouble({ kind: 'counters_differed', dimension: 'payments', example: at });
      }
      if (differences.length > 0)
        metrics.addMetric('CountersDiffered', MetricUnit.Count, differences.length);
    }
    await closeDays(deps, today);
  });
