import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { UsageStores } from '../target.ts';

/** An item that carries an event, as the table's stream delivers it. */
export type CarriedEvent = {
  eventID: string;
  eventName: 'INSERT';
  dynamodb: {
    SequenceNumber: string;
    /** Seconds since 1970. */
    ApproximateCreationDateTime: number;
    Keys: Image;
    NewImage: Image;
  };
};

type Image = Record<string, AttributeValue>;

export type EventsBetween = (from: Date, to: Date) => Promise<CarriedEvent[]>;

/**
 * Finds the events of a period in the table: the stream forgets them after a day, but the items
 * that carry them stay for at least two weeks. Scans the whole table.
 */
export function carriedEvents({ table, dynamodb }: UsageStores): EventsBetween {
  const client = new DynamoDBClient(dynamodb);
  return async (from, to) => {
    const found: CarriedEvent[] = [];
    const pages = paginateScan(
      { client },
      {
        TableName: table,
        FilterExpression: '#event.#at BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#event': 'event', '#at': 'occurredAt' },
        ExpressionAttributeValues: {
          ':from': { S: from.toISOString() },
          ':to': { S: to.toISOString() },
        },
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) found.push(recordOf(item, found.length + 1));
    return found;
  };
}

function recordOf(NewImage: Image, place: number): CarriedEvent {
  const { pk, sk, event } = NewImage as { pk: AttributeValue; sk: AttributeValue; event: never };
  const { id, occurredAt } = (event as AttributeValue.MMember).M as Record<string, { S: string }>;
  return {
    eventID: id!.S,
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: String(place),
      ApproximateCreationDateTime: Math.floor(Date.parse(occurredAt!.S) / 1000),
      Keys: { pk, sk },
      NewImage,
    },
  };
}
