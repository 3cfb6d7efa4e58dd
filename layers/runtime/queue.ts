import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { HandedOver } from './hand-over.ts';
import { logger } from './log.ts';
import { backgroundFunction, type LogKeys } from './pipeline.ts';

/**
 * Handles the messages of a batch together.
 *
 * @returns the ids of the messages to deliver again.
 */
export type BatchHandler = (records: readonly SQSRecord[]) => Promise<readonly string[]>;

/** The pipeline of a queue function that handles whole batches. */
export const batchFunction = (handler: BatchHandler) =>
  backgroundFunction<SQSEvent, SQSBatchResponse>(
    () => ({}),
    async ({ Records }) => batchResponse(await handler(Records)),
  );

const batchResponse = (failed: readonly string[]): SQSBatchResponse => ({
  batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
});

/**
 * Handles one message: returns when it is done, throws when it must be delivered again. Messages
 * that fail too often become dead letters.
 */
export type MessageHandler<Message> = (message: Message, record: SQSRecord) => Promise<void>;

/** What the relay sends when it found several events for a job at once; one alone is sent as it is. */
export type Packed<Message> = { requestId: string; events: readonly Message[] };

/**
 * Handles messages together: returns for each of them, in their order, whether it is done.
 */
export type TogetherHandler<Message> = (
  messages: readonly Message[],
) => Promise<readonly PromiseSettledResult<unknown>[]>;

/**
 * The pipeline of a queue function that does the work of all messages and packs of a batch
 * together. Each message still succeeds or fails by itself; a pack with one failed event is
 * delivered again as a whole.
 */
export const togetherFunction = <Message extends { requestId: string }>(
  handler: TogetherHandler<Message>,
) =>
  batchFunction(async (records) => {
    const startedAt = performance.now();
    const read = records.map((record) => ({ record, events: eventsIn<Message>(record) }));
    const results = await handler(read.flatMap(({ events }) => events));
    let from = 0;
    return read.flatMap(({ record, events }) => {
      const own = results.slice(from, from + events.length);
      from += events.length;
      return noteTogether(record, events, own, elapsed(startedAt));
    });
  });

/** An unreadable message fails alone: it has no event. */
function eventsIn<Message>({ body }: SQSRecord): Message[] {
  try {
    const message = JSON.parse(body) as Message | Packed<Message>;
    if (typeof message !== 'object' || message === null) return [];
    return 'events' in message ? [...message.events] : [message];
  } catch {
    return [];
  }
}

/** Logs a line for each event; returns the message's id when one has failed, or it has none. */
function noteTogether<Message extends { requestId: string }>(
  { messageId, attributes }: SQSRecord,
  events: readonly Message[],
  results: readonly PromiseSettledResult<unknown>[],
  durationMs: number,
): string[] {
  const attempt = Number(attributes.ApproximateReceiveCount);
  for (const [index, { requestId }] of events.entries()) {
    const line = { messageId, attempt, requestId, durationMs };
    const result = results[index];
    if (result?.status === 'fulfilled') logger.info('message done', line);
    else logger.error('message failed', { ...line, error: result?.reason as Error });
  }
  if (events.length === 0)
    logger.error('message failed', { messageId, attempt, error: new Error('not a message') });
  const isDone = events.length > 0 && results.every(({ status }) => status === 'fulfilled');
  return isDone ? [] : [messageId];
}

/**
 * The pipeline of every other queue function. Handles each message separately, so that a failed one
 * neither hides nor repeats the others.
 */
export const queueFunction = <Message extends { requestId: string }>(
  handler: MessageHandler<Message>,
) => batchFunction((records) => failedOf(handler, records));

/**
 * The pipeline of a job with either carrier of lib/jobs.ts: messages of a queue, or one message in an
 * asynchronous invocation, which must fail as a whole for Lambda to retry it.
 */
export const jobFunction = <Message extends { requestId: string }>(
  handler: (message: Message) => Promise<void>,
) =>
  backgroundFunction<SQSEvent | HandedOver<Message>, SQSBatchResponse | undefined>(
    (event): LogKeys =>
      'job' in event ? { job: event.job, requestId: event.message.requestId } : {},
    async (event) => {
      if (!('job' in event)) return batchResponse(await failedOf(handler, event.Records));
      const startedAt = performance.now();
      await handler(event.message);
      logger.info('message done', { durationMs: elapsed(startedAt) });
      return undefined;
    },
  );

async function failedOf<Message extends { requestId: string }>(
  handler: MessageHandler<Message>,
  records: readonly SQSRecord[],
): Promise<string[]> {
  const failed = await Promise.all(records.map((record) => handle(handler, record)));
  return failed.flat();
}

/** Returns the message's id when it failed. */
async function handle<Message extends { requestId: string }>(
  handler: MessageHandler<Message>,
  record: SQSRecord,
): Promise<string[]> {
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
    return [record.messageId];
  }
}

const elapsed = (since: number): number => Math.round((performance.now() - since) * 10) / 10;
