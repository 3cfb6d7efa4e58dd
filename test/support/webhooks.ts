import { randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import type { Delivery } from '#domain/webhooks/delivery';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';

const at = '2026-11-21T10:00:00.000Z';

/** An id that no other test has, of this time. */
const newIdAt = (prefix: 'we' | 'evt', time: string): string =>
  newId(prefix, new Date(time), new TextEncoder().encode(randomUUID()));

/** The shop's warehouse listens to everything. */
export const anEndpoint = (changes: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: newIdAt('we', changes.createdAt ?? at),
  url: 'https://warehouse.example/hooks',
  types: ['*'],
  state: 'enabled',
  secretVersion: 1,
  createdAt: at,
  createdBy: 'person:user-admin',
  version: 1,
  ...changes,
});

/** An event on its way; its id has the event's time. */
export const aDelivery = (changes: Partial<Delivery> = {}): Delivery => {
  const occurredAt = changes.occurredAt ?? at;
  return {
    endpointId: 'we_1',
    eventId: newIdAt('evt', occurredAt),
    type: 'payment.completed',
    occurredAt,
    body: '{"type":"payment.completed"}',
    state: 'pending',
    attempts: [],
    tried: 0,
    requestId: 'request-1',
    createdAt: occurredAt,
    version: 1,
    ...changes,
  };
};
