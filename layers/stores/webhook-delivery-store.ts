import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { newId } from '#domain/ids';
import {
  type Attempt,
  type Delivery,
  type DeliveryId,
  type DeliveryState,
  type DeliveryStore,
  deliveryKeptDays,
  deliveryStates,
} from '#domain/webhooks/delivery';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { binary, count, flag, instant, listOf, mapWith, oneOf, optional, text } from './fields.ts';
import { type Key, ttlAfterDays } from './keys.ts';
import { keyOf, stored } from './stored.ts';
import { type Item, keyIsFree, type Table, versionBefore } from './table.ts';
import { webhookIndexes, webhookKeys } from './webhook-keys.ts';

/** Pages read for one answer, so that a rare state stays fast. */
const readsMax = 10;

/**
 * Deliveries, each with its frozen body, packed: most then fit into one write unit, whose price is
 * nearly all that a delivery costs.
 */
export class DynamoDeliveryStore implements DeliveryStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async create(delivery: Delivery): Promise<'created' | 'exists'> {
    const key = webhookKeys.webhookDelivery(delivery);
    const put = { key, item: itemOf(delivery), condition: keyIsFree };
    return (await this.#table.write({ put })) ? 'exists' : 'created';
  }

  async find(id: DeliveryId): Promise<Delivery | undefined> {
    const item = await this.#table.get(webhookKeys.webhookDelivery(id));
    return item && deliveryFrom(item);
  }

  async save(delivery: Delivery): Promise<'saved' | 'stale'> {
    const key = webhookKeys.webhookDelivery(delivery);
    const put = { key, item: itemOf(delivery), condition: versionBefore(delivery) };
    return (await this.#table.write({ put })) ? 'stale' : 'saved';
  }

  async dueBy(now: Date, limit: number): Promise<DeliveryId[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#DELIVERIES', ':now': `${now.toISOString()}~` },
      Limit: limit,
    });
    return items.map(idOf);
  }

  async waitingFor(endpointId: string, limit: number): Promise<DeliveryId[]> {
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': webhookIndexes.waiting(endpointId, '').collectionPk },
      Limit: limit,
    });
    return items.map(idOf);
  }

  async list(
    endpointId: string,
    { limit, cursor, state }: { limit: number; cursor?: string; state?: DeliveryState },
  ) {
    const reading = partitionOf(partitionOfEndpoint(endpointId));
    const deliveries: Delivery[] = [];
    let after = startAfter(cursor, reading);
    for (let reads = 0; reads < readsMax; reads++) {
      const { items, next } = await this.#table.query({
        KeyConditionExpression: 'pk = :pk',
        values: { ':pk': reading.partition },
        ScanIndexForward: false,
        Limit: limit - deliveries.length,
        after,
      });
      const found = items.map(deliveryFrom);
      deliveries.push(...found.filter((one) => state === undefined || one.state === state));
      after = next;
      if (after === undefined || deliveries.length === limit) break;
    }
    return { deliveries, nextCursor: cursorAfter(after, reading) };
  }

  async between(
    endpointId: string,
    { from, to, after, limit }: { from: Date; to: Date; after?: string; limit: number },
  ): Promise<Delivery[]> {
    const pk = partitionOfEndpoint(endpointId);
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      values: { ':pk': pk, ':from': firstEventAt(from), ':to': lastEventAt(to) },
      Limit: limit,
      after: after === undefined ? undefined : { pk, sk: after },
    });
    return items.map(deliveryFrom);
  }
}

const partitionOfEndpoint = (endpointId: string): string =>
  webhookKeys.webhookDelivery({ endpointId, eventId: '' }).pk;

/** Events' ids begin with their time, to the millisecond. */
const firstEventAt = (at: Date): string => newId('evt', at, new Uint8Array(10));
const lastEventAt = (at: Date): string => newId('evt', at, new Uint8Array(10).fill(255));

const idOf = (item: Item): DeliveryId => deliveryIdOf(keyOf(item));

export const deliveryIdOf = ({ pk, sk }: Key): DeliveryId => ({
  endpointId: pk.slice('WEBHOOK_DELIVERIES#'.length),
  eventId: sk,
});

function itemOf({ body, ...delivery }: Delivery): Item {
  const { endpointId, eventId, nextAt, isWaiting, personOf, createdAt } = delivery;
  return {
    ...delivery,
    ...(body !== undefined && { body: deflateRawSync(body) }),
    ...(nextAt !== undefined && webhookIndexes.due(nextAt, endpointId, eventId)),
    ...(isWaiting && webhookIndexes.waiting(endpointId, eventId)),
    ...(personOf !== undefined && webhookIndexes.personOf(personOf, `${endpointId}#${eventId}`)),
    ttl: ttlAfterDays(createdAt, deliveryKeptDays),
  };
}

type StoredDelivery = Omit<Delivery, 'body'> & { body?: Uint8Array };

const storedDeliveryFrom = stored<StoredDelivery>({
  endpointId: text,
  eventId: text,
  type: text,
  occurredAt: instant,
  body: optional(binary),
  personOf: optional(text),
  state: oneOf(...deliveryStates),
  attempts: listOf(mapWith<Attempt>({ at: instant, durationMs: count, status: optional(count) })),
  tried: count,
  nextAt: optional(instant),
  sentAgainAt: optional(instant),
  isWaiting: optional(flag),
  requestId: text,
  createdAt: instant,
  version: count,
});

function deliveryFrom(item: Item): Delivery {
  const { body, ...delivery } = storedDeliveryFrom(item);
  return { ...delivery, ...(body && { body: inflateRawSync(body).toString() }) };
}
