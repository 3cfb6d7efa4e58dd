import type { Key } from './keys.ts';

/** Keys of what other systems of the shop are told; see docs/access-patterns.md. */
export const webhookKeys = {
  /** Who listens to which types: read by every fan-out. */
  webhookDirectory: (): Key => ({ pk: 'WEBHOOK_ENDPOINTS', sk: 'DIRECTORY' }),
  webhookEndpoint: (id: string): Key => ({ pk: `WEBHOOK_ENDPOINT#${id}`, sk: 'ENDPOINT' }),
  /** Together by endpoint, in the order of the events: lists need no index. */
  webhookDelivery: ({ endpointId, eventId }: { endpointId: string; eventId: string }): Key => ({
    pk: `WEBHOOK_DELIVERIES#${endpointId}`,
    sk: eventId,
  }),
};

/** Sparse, so that a delivery that arrives at once pays for no index. */
export const webhookIndexes = {
  /** The next attempt of a delivery. */
  due: (nextAt: string, endpointId: string, eventId: string) => ({
    duePk: 'DUE#DELIVERIES',
    dueSk: `${nextAt}#${endpointId}#${eventId}`,
  }),
  /** The turn of an endpoint's line. */
  turn: (turnAt: string, endpointId: string) => ({
    duePk: 'DUE#WEBHOOK_TURNS',
    dueSk: `${turnAt}#${endpointId}`,
  }),
  /** An endpoint's line. */
  waiting: (endpointId: string, eventId: string) => ({
    collectionPk: `WEBHOOK_LINE#${endpointId}`,
    collectionSk: eventId,
  }),
  /** Bodies that an erasure must find. */
  personOf: (customerId: string, eventId: string) => ({
    ownerPk: `WEBHOOK_BODIES#${customerId}`,
    ownerSk: eventId,
  }),
};
