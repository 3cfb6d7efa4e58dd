import type { SQSRecord } from 'aws-lambda';
import type { EventMessage } from '#domain/usage/aggregate-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { logger } from '#runtime/log';

/** @throws Error when the text is not packed events. */
export type Unpack = (text: string) => RawEvent[];

/** What ingestion puts into the queue. */
type UsageMessage = { requestId: string; events: string };

type Read = { messages: EventMessage[]; failed: string[] };

/** An unreadable message is delivered again, and finally becomes a dead letter. */
export function readMessages(unpack: Unpack, records: readonly SQSRecord[]): Read {
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
