import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger, publishMetrics } from './log.ts';

/**
 * Handles one message: returns when it is done with it, throws when it shall come again. Messages
 * that fail too often become dead letters.
 */
export type MessageHandler<Message> = (message: Message, record: SQSRecord) => Promise<void>;

/**
 * The pipeline of every queue function: each message on its own, so that one that fails neither
 * hides nor repeats the others.
 */
export const queueFunction =
  <Message extends { requestId: string }>(handler: MessageHandler<Message>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(Records.map((record) => handle(handler, record)));
    publishMetrics();
    return { batchItemFailures: failed.flat() };
  };

async function handle<Message extends { requestId: string }>(
  handler: MessageHandler<Message>,
  record: SQSRecord,
): Promise<{ itemIdentifier: string }[]> {
  const startedAt = performance.now();
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const line = { messageId: record.messageId, attempt, requestId: 'unknown' };
  try {
    const message = JSON.parse(record.body) as Message;
    line.requestId = message.requestId;
    await handler(message, record);
    logger.info('message done', { ...line, durationMs: elapsed(startedAt) });
    return [];
  } catch (error) {
    logger.error('message failed', {
      ...line,
      durationMs: elapsed(startedAt),
      error: error as Error,
    });
    return [{ itemIdentifier: record.messageId }];
  }
}

const elapsed = (since: number): number => Math.round((performance.now() - since) * 10) / 10;
