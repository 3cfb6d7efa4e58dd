import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { UsageStores } from '../target.ts';

/** An item that carries an event, as the table's stream delivers it. */
export type CarriedEvent = {
  eventName: 'INSERT';
  dynamodb: { SequenceNumber: string; NewImage: Record<string, AttributeValue> };
};

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
      for (const NewImage of Items)
        found.push({
          eventName: 'INSERT',
          dynamodb: { SequenceNumber: String(found.length + 1), NewImage },
        });
    return found;
  };
}
