import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { logger } from '#runtime/log';
import { streamFunction } from '#runtime/stream';
import type { DomainEvent } from '#vocabulary/events';

export type RelayDeps = {
  /** Reads an outbox record as the stream brings it. */
  read: (image: Record<string, AttributeValue>) => DomainEvent;
  /** Brings an event to one queue. */
  send: (queueUrl: string, event: DomainEvent) => Promise<void>;
  /** By event type; some want to hear only of events whose data name something. */
  subscriptions: Record<string, { url: string; onlyAbout?: string }[]>;
};

/** The table's stream: brings each new fact to the queues that subscribe to its type. */
export const createHandler = (deps: RelayDeps) =>
  streamFunction(async ({ dynamodb }: DynamoDBRecord) => {
    const event = deps.read(dynamodb?.NewImage ?? {});
    const queues = (deps.subscriptions[event.type] ?? []).filter(
      ({ onlyAbout }) => onlyAbout === undefined || Object.hasOwn(event.data, onlyAbout),
    );
    await Promise.all(queues.map(({ url }) => deps.send(url, event)));
    logger.info('event relayed', {
      requestId: event.requestId,
      eventId: event.id,
      event: event.type,
      queues: queues.length,
    });
  });
