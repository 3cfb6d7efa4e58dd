import type { SQSRecord } from 'aws-lambda';
import {
  type AggregateDeps,
  aggregateEvents,
  type EventMessage,
} from '#domain/usage/aggregate-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { logger } from '#runtime/log';
import { batchFunction } from '#runtime/queue';

export type AggregateFunctionDeps = AggregateDeps & {
  /** @throws Error for what is no packed events. */
  unpack: (text: string) => RawEvent[];
};

/** What ingestion puts into the queue. */
type UsageMessage = { requestId: string; events: string };

type Read = { messages: EventMessage[]; failed: string[] };

/** Counts the events of all messages together: the more of them, the fewer writes for each. */
export const createHandler = (deps: AggregateFunctionDeps) =>
  batchFunction(async (records) => {
    const startedAt = performance.now();
    const { messages, failed: unreadable } = read(deps, records);
    return [...unreadable, ...(await aggregate(deps, messages, startedAt))];
  });

function read({ unpack }: AggregateFunctionDeps, records: readonly SQSRecord[]): Read {
  const messages: EventMessage[] = [];
  const failed: string[] = [];
  for (const { messageId, body } of records)
    try {
      const { events } = JSON.parse(body) as UsageMessage;
      messages.push({ messageId, events: unpack(events) });
    } catch (error) {
      logger.error('usage message unreadable', { messageId, error: error as Error });
      failed.push(messageId);
    }
  return { messages, failed };
}

/** Answers which messages shall come again. */
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
