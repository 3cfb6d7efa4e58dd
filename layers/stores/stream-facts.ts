import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DomainEvent, Fact } from '#vocabulary/events';
import { type Key, keys } from './keys.ts';
import { eventOf } from './outbox.ts';

type Image = Record<string, AttributeValue>;

/** What a record of the main table's stream must have to tell something, as Lambda delivers it. */
type Told = {
  eventID: string;
  eventName: string;
  /** Seconds since 1970. */
  dynamodb: { ApproximateCreationDateTime: number; Keys: Image; NewImage?: Image };
};

/**
 * What a record tells: the event that a new item carries, and that a customer's row was changed.
 * Changed items keep the event that they carried when they were new, which is not told again.
 *
 * @throws CorruptRowError for an invalid event.
 */
export function factsOf(record: object): DomainEvent[] {
  const told = record as Told;
  const { NewImage: image } = told.dynamodb;
  if (!image) return [];
  const isNews = told.eventName === 'INSERT' && image.event !== undefined;
  return [...(isNews ? [eventOf(unmarshall(image))] : []), ...changedCustomer(told)];
}

const [prefix] = keys.customer('').pk.split('#');

/** The stream itself tells it: no writer of a customer has to remember to. */
function changedCustomer({ eventID, dynamodb }: Told): Fact<'customer.changed'>[] {
  const { pk, sk } = unmarshall(dynamodb.Keys) as Key;
  const [kind, customerId] = pk.split('#');
  if (kind !== prefix || sk !== keys.customer('').sk) return [];
  const occurredAt = new Date(dynamodb.ApproximateCreationDateTime * 1000).toISOString();
  const told = { id: `evt_${eventID}`, occurredAt, requestId: eventID };
  return [{ ...told, type: 'customer.changed', data: { customerId: customerId! } }];
}
