import { logger } from './log.ts';
import { backgroundFunction } from './pipeline.ts';

/** The scheduler's event: the time the run was due at, not the time it started. */
export type ScheduleEvent = { schedule: string; dueAt: string };

export type ScheduleHandler = (event: { dueAt: Date; requestId: string }) => Promise<void>;

/** The pipeline of every scheduled function. */
export const scheduleFunction = (handler: ScheduleHandler) =>
  backgroundFunction<ScheduleEvent, void>(
    ({ schedule }, { awsRequestId }) => ({ requestId: awsRequestId, event: schedule }),
    async ({ dueAt }, { awsRequestId }) => {
      const startedAt = performance.now();
      await handler({ dueAt: new Date(dueAt), requestId: awsRequestId });
      logger.info('schedule done', { durationMs: Math.round(performance.now() - startedAt) });
    },
  );
