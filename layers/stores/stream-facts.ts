import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DomainEvent, Fact } from '#vocabulary/events';
import { keys } from './keys.ts';
import { eventOf } from './outbox.ts';

type Image = Record<string, AttributeValue>;

/** A record of the main table's stream, as Lambda delivers it. */
export type StreamRecord = {
  eventID?: string | undefined;
  eventName?: string | undefined;
  dynamodb?:
    | {
        /** Seconds since 1970. */
        ApproximateCreationDateTime?: number | undefined;
        Keys?: object | undefined;
        NewImage?: object | undefined;
      }
    | undefined;
};

/**
 * What a record tells: the event that a new item carries, and that a customer's row was changed.
 * Changed items keep the event that they carried when they were new, which is not told again.
 *
 * @throws CorruptRowError for an invalid event.
 */
export function factsOf(record: StreamRecord): DomainEvent[] {
  const image = record.dynamodb?.NewImage as Image | undefined;
  if (!image) return [];
  const isTold = record.eventName === 'INSERT' && image.event !== undefined;
  return [...(isTold ? [eventOf(unmarshall(image))] : []), ...changedCustomer(record)];
}

const [prefix] = keys.customer('').pk.split('#');

/** The stream itself tells it: no writer of a customer has to remember to. */
function changedCustomer({ eventID = '', dynamodb }: StreamRecord): Fact<'customer.changed'>[] {
  const { pk, sk } = unmarshall((dynamodb?.Keys ?? {}) as Image) as { pk?: string; sk?: string };
  const [kind, customerId] = pk?.split('#') ?? [];
  if (kind !== prefix || sk !== keys.customer('').sk || !customerId) return [];
  const at = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  const occurredAt = at.toISOString();
  const told = { id: `evt_${eventID}`, occurredAt, requestId: eventID };
  return [{ ...told, type: 'customer.changed', data: { customerId } }];
}
