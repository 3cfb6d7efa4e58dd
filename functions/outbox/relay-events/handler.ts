import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { HandedOver } from '#runtime/hand-over';
import { logger } from '#runtime/log';
import { streamFunction } from '#runtime/stream';
import type { DomainEvent } from '#vocabulary/events';
import type { Settings, Subscription } from '#vocabulary/settings';

export type RelayDeps = {
  /** Reads an outbox record from the stream. */
  read: (image: Record<string, AttributeValue>) => DomainEvent;
  /** Brings an event to a job's queue. */
  send: (queueUrl: string, event: DomainEvent) => Promise<void>;
  /** Hands an event over to the function of a job that has no queue. */
  handOver: (functionName: string, work: HandedOver<DomainEvent>) => Promise<void>;
  subscriptions: Settings['SUBSCRIPTIONS'];
};

/**
 * The table's stream: brings each new fact to the jobs that subscribe to its type. When one delivery
 * fails, the whole record is retried: every job tolerates an event twice.
 */
export const createHandler = (deps: RelayDeps) =>
  streamFunction(async ({ dynamodb }: DynamoDBRecord) => {
    const event = deps.read(dynamodb?.NewImage ?? {});
    const subscribers = (deps.subscriptions[event.type] ?? []).filter(
      ({ onlyAbout }) => onlyAbout === undefined || Object.hasOwn(event.data, onlyAbout),
    );
    await Promise.all(subscribers.map((subscriber) => bring(deps, subscriber, event)));
    logger.info('event relayed', {
      requestId: event.requestId,
      eventId: event.id,
      event: event.type,
      subscribers: subscribers.length,
    });
  });

const bring = (
  { send, handOver }: RelayDeps,
  subscriber: Subscription,
  event: DomainEvent,
): Promise<void> =>
  'url' in subscriber
    ? send(subscriber.url, event)
    : handOver(subscriber.functionName, { job: subscriber.job, message: event });
