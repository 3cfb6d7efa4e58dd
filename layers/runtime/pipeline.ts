import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { logger, publishMetrics } from './log.ts';

/** What every line that an invocation logs carries. */
export type LogKeys = Record<string, string>;

/** An execution environment serves one invocation after another: each starts without the last one's keys. */
export const logContext = <Event>(
  keysOf: (event: Event, context: Context) => LogKeys,
): MiddlewareObj<Event, unknown, Error> => ({
  before: ({ event, context }) => {
    logger.resetKeys();
    logger.appendKeys(keysOf(event, context));
  },
});

/** Writes what was measured, whether the invocation succeeded or failed. */
const metricsWriting: MiddlewareObj<unknown, unknown, Error> = {
  after: () => publishMetrics(),
  onError: () => publishMetrics(),
};

/** One line for an invocation that fails as a whole. It stays an error: Lambda tries again. */
const failureLog: MiddlewareObj<unknown, unknown, Error> = {
  onError: ({ error }) => logger.error('invocation failed', { error: error as Error }),
};

/** The pipeline of every function that no caller waits for: queues, batches, streams, schedules. */
export const backgroundFunction = <Event, Result>(
  keysOf: (event: Event, context: Context) => LogKeys,
  handler: (event: Event, context: Context) => Promise<Result>,
) =>
  middy<Event, Result>()
    .use(logContext(keysOf))
    .use(metricsWriting)
    .use(failureLog)
    .handler(handler);
