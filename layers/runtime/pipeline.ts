import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { logger, publishMetrics } from './log.ts';
import type { LogKey } from './log-keys.ts';

/** Fields of every line that an invocation logs. */
export type LogKeys = Partial<Record<LogKey, string>>;

/** An execution environment serves many invocations, so each starts without the previous keys. */
export const logContext = <Event>(
  keysOf: (event: Event, context: Context) => LogKeys,
): MiddlewareObj<Event, unknown, Error> => ({
  before: ({ event, context }) => {
    logger.resetKeys();
    logger.appendKeys(keysOf(event, context));
  },
});

/** Publishes metrics, whether the invocation succeeded or failed. */
const metricsWriting: MiddlewareObj<unknown, unknown, Error> = {
  after: () => publishMetrics(),
  onError: () => publishMetrics(),
};

/** Logs an invocation that fails as a whole. It stays an error, so that Lambda retries it. */
const failureLog: MiddlewareObj<unknown, unknown, Error> = {
  onError: ({ error }) => logger.error('invocation failed', { error: error as Error }),
};

/** The pipeline of every function without a waiting caller: queues, batches, streams, schedules. */
export const backgroundFunction = <Event, Result>(
  keysOf: (event: Event, context: Context) => LogKeys,
  handler: (event: Event, context: Context) => Promise<Result>,
) =>
  middy<Event, Result>()
    .use(logContext(keysOf))
    .use(metricsWriting)
    .use(failureLog)
    .handler(handler);
