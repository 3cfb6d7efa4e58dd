import { logger, publishMetrics } from './log.ts';

/** What the scheduler sends: the time the run was due at, not the time it came. */
export type ScheduleEvent = { schedule: string; dueAt: string };

export type ScheduleHandler = (event: { dueAt: Date; requestId: string }) => Promise<void>;

/** The pipeline of every scheduled function. */
export const scheduleFunction =
  (handler: ScheduleHandler) =>
  async (event: ScheduleEvent, { awsRequestId }: { awsRequestId: string }): Promise<void> => {
    const startedAt = performance.now();
    logger.resetKeys();
    logger.appendKeys({ requestId: awsRequestId, event: event.schedule });
    try {
      await handler({ dueAt: new Date(event.dueAt), requestId: awsRequestId });
      logger.info('schedule done', { durationMs: Math.round(performance.now() - startedAt) });
    } finally {
      publishMetrics();
    }
  };
