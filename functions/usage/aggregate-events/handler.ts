import {
  type AggregateDeps,
  aggregateEvents,
  type EventMessage,
} from '#domain/usage/aggregate-events';
import { logger } from '#runtime/log';
import { batchFunction } from '#runtime/queue';
import { readMessages, type Unpack } from './read-messages.ts';

export type AggregateFunctionDeps = AggregateDeps & { unpack: Unpack };

/** Counts the events of all messages together: larger batches need fewer writes per event. */
export const createHandler = (deps: AggregateFunctionDeps) =>
  batchFunction(async (records) => {
    const startedAt = performance.now();
    const { messages, failed: unreadable } = readMessages(deps.unpack, records);
    return [...unreadable, ...(await aggregate(deps, messages, startedAt))];
  });

/** Returns the messages to deliver again. */
async function aggregate(
  deps: AggregateDeps,
  messages: EventMessage[],
  startedAt: number,
): Promise<string[]> {
  try {
    const { failed, ...tally } = await aggregateEvents(deps, messages);
    const durationMs = Math.round(performance.now() - startedAt);
    logger.info('usage counted', { messages: messages.length, ...tally, durationMs });
    for (const { messageId, error } of failed)
      logger.error('usage message failed', { messageId, error: error as Error });
    return failed.map(({ messageId }) => messageId);
  } catch (error) {
    logger.error('usage not kept', { messages: messages.length, error: error as Error });
    return messages.map(({ messageId }) => messageId);
  }
}
