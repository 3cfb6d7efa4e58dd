import type { DynamoDBRecord } from 'aws-lambda';
import type { HandedOver } from '#runtime/hand-over';
import { logger } from '#runtime/log';
import type { Packed } from '#runtime/queue';
import type { DomainEvent } from '#vocabulary/events';
import type { Settings, Subscription } from '#vocabulary/settings';

export type RelayDeps = {
  /** Reads what a record of the stream tells. */
  read: (record: DynamoDBRecord) => DomainEvent[];
  /** Brings an event, or a pack of them, to a job's queue. */
  send: (queueUrl: string, message: DomainEvent | Packed<DomainEvent>) => Promise<void>;
  /** Hands an event over to the function of a job that has no queue. */
  handOver: (functionName: string, work: HandedOver<DomainEvent>) => Promise<void>;
  subscriptions: Settings['SUBSCRIPTIONS'];
  /** Whether a webhook endpoint listens to events of this type, perhaps seconds ago. */
  isListenedTo: (type: string) => Promise<boolean>;
};

/** A fact, with the place of its record in the batch and the jobs that subscribe to it. */
type Relayed = { place: number; event: DomainEvent; subscribers: Subscription[] };

/** What goes out in one call, and the first record that must come again when it fails. */
type Delivery = { first: number; send: () => Promise<void> };

/** @returns the first record to deliver again; undefined when all are relayed. */
export async function relay(
  deps: RelayDeps,
  records: readonly DynamoDBRecord[],
): Promise<DynamoDBRecord | undefined> {
  const { facts, unreadable } = read(deps, records);
  const deliveries = [...alone(deps, facts), ...packed(deps, facts)];
  const results = await Promise.allSettled(deliveries.map(({ send }) => send()));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected'
      ? { first: deliveries[index]!.first, reason: result.reason as Error }
      : [],
  );
  const failedAt = Math.min(...failures.map(({ first }) => first));
  for (const { event, subscribers } of facts.filter(({ place }) => place < failedAt))
    logger.info('event relayed', {
      requestId: event.requestId,
      eventId: event.id,
      event: event.type,
      subscribers: subscribers.length,
    });
  for (const { first, reason } of failures) noteFailure(records[first]!, reason);
  return failures.length > 0 ? records[failedAt] : unreadable;
}

/** Up to the first record that cannot be read, so that those after it do not go out again and again. */
function read(deps: RelayDeps, records: readonly DynamoDBRecord[]) {
  const facts: Relayed[] = [];
  for (const [place, record] of records.entries())
    try {
      for (const event of deps.read(record)) {
        const subscribers = (deps.subscriptions[event.type] ?? []).filter(
          ({ onlyAbout }) => onlyAbout === undefined || Object.hasOwn(event.data, onlyAbout),
        );
        facts.push({ place, event, subscribers });
      }
    } catch (error) {
      noteFailure(record, error as Error);
      return { facts, unreadable: record };
    }
  return { facts };
}

const alone = (deps: RelayDeps, facts: readonly Relayed[]): Delivery[] =>
  facts.flatMap(({ place, event, subscribers }) =>
    subscribers
      .filter(({ isPacked }) => !isPacked)
      .map((subscriber) => ({ first: place, send: () => bring(deps, event, subscriber) })),
  );

async function bring(deps: RelayDeps, event: DomainEvent, subscriber: Subscription) {
  if ('url' in subscriber) return deps.send(subscriber.url, event);
  const { functionName, job, onlyWhileListened } = subscriber;
  // What cannot be asked must not hold up invoices and mails: the job asks itself.
  const isWanted = !onlyWhileListened || (await deps.isListenedTo(event.type).catch(() => true));
  if (isWanted) await deps.handOver(functionName, { job, message: event });
}

/** One message for each queue that takes several events at once. */
function packed({ send }: RelayDeps, facts: readonly Relayed[]): Delivery[] {
  const packs = new Map<string, { first: number; events: DomainEvent[] }>();
  for (const { place, event, subscribers } of facts)
    for (const subscriber of subscribers) {
      if (!subscriber.isPacked || !('url' in subscriber)) continue;
      const pack = packs.get(subscriber.url) ?? { first: place, events: [] };
      pack.events.push(event);
      packs.set(subscriber.url, pack);
    }
  return [...packs].map(([url, { first, events }]) => {
    const [event] = events;
    const message = events.length === 1 ? event! : { requestId: event!.requestId, events };
    return { first, send: () => send(url, message) };
  });
}

const noteFailure = ({ dynamodb }: DynamoDBRecord, error: Error): void =>
  logger.error('record failed', { sequence: dynamodb?.SequenceNumber, error });
