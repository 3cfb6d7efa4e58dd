import fc from 'fast-check';
import type { Delivery } from '#domain/webhooks/delivery';
import { type Directory, type WebhookEndpoint, withEndpoint } from '#domain/webhooks/endpoint';
import { DynamoDeliveryStore } from '#stores/webhook-delivery-store';
import { DynamoWebhookEndpointStore } from '#stores/webhook-endpoint-store';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const anEndpoint: WebhookEndpoint = {
  id: 'we_1',
  url: 'https://warehouse.example/hooks',
  types: ['payment.*'],
  include: ['customer'],
  state: 'disabled',
  disabled: { at: '2026-11-26T10:00:00.000Z', reason: 'failing' },
  skipsBefore: '2026-11-20T10:00:00.000Z',
  secretVersion: 2,
  previousSecretUntil: '2026-11-22T10:00:00.000Z',
  failing: {
    since: '2026-11-21T10:00:00.000Z',
    attempts: 21,
    events: ['evt_1', 'evt_2'],
    warnedHours: 72,
    isBroken: true,
    probes: 16,
  },
  turnAt: '2026-11-26T11:00:00.000Z',
  createdAt: '2026-11-21T10:00:00.000Z',
  createdBy: 'person:user-admin',
  version: 1,
};

const endpoint = rowsOf<WebhookEndpoint>({
  name: 'a webhook endpoint',
  reader: 'webhook-endpoint-store.ts endpointFrom',
  keys: ['webhookEndpoint'],
  example: anEndpoint,
  any: anyLike(anEndpoint, { url: anyText, createdAt: anyInstant, turnAt: anyInstant }),
  write: (table, one) =>
    new DynamoWebhookEndpointStore(table).create(one, {
      directory: withEndpoint({ listening: {}, version: 0 }, one),
      audit: anAuditEntry(),
    }),
  read: (table, { id }) => new DynamoWebhookEndpointStore(table).find(id),
  sk: 'ENDPOINT',
  required: {
    id: '',
    url: 7,
    types: 'payment.*',
    state: 'paused',
    'disabled.at': 'then',
    'disabled.reason': 'bored',
    'failing.since': 'Monday',
    'failing.attempts': -1,
    'failing.events': 'evt_1',
    secretVersion: -1,
    createdAt: 'today',
    createdBy: '',
    version: 'one',
  },
  optional: {
    'types.0': '',
    include: 'customer',
    'include.0': 'card',
    disabled: 'yes',
    skipsBefore: 'then',
    previousSecretUntil: 'tomorrow',
    failing: 'since Monday',
    'failing.events.0': '',
    'failing.isBroken': 'yes',
    'failing.probes': -1,
    turnAt: 'soon',
  },
});

const aDirectory: Directory = { listening: { we_1: { types: ['payment.*'] } }, version: 1 };

const directory = rowsOf<Directory>({
  name: 'the directory of endpoints',
  reader: 'webhook-endpoint-store.ts directoryFrom',
  keys: ['webhookDirectory'],
  example: aDirectory,
  any: fc
    .dictionary(
      fc.uuid().map((id) => `we_${id}`),
      fc.record({ types: fc.array(anyText) }),
    )
    .map((listening) => ({ listening, version: 1 })),
  write: (table, one) =>
    new DynamoWebhookEndpointStore(table).create(
      { ...anEndpoint, id: 'we_other' },
      { directory: one, audit: anAuditEntry() },
    ),
  read: (table) => new DynamoWebhookEndpointStore(table).directory(),
  sk: 'DIRECTORY',
  required: { listening: [], 'listening.we_1.types': '*', version: -1 },
  optional: { 'listening.we_1.types.0': '' },
});

const someDelivery: Delivery = {
  endpointId: 'we_1',
  eventId: 'evt_1',
  type: 'payment.completed',
  occurredAt: '2026-11-21T10:00:00.000Z',
  body: '{"type":"payment.completed"}',
  personOf: 'cus_1',
  state: 'pending',
  attempts: [{ at: '2026-11-21T10:00:02.000Z', durationMs: 12, status: 500 }],
  tried: 1,
  nextAt: '2026-11-21T10:00:07.000Z',
  sentAgainAt: '2026-11-21T10:00:06.000Z',
  isWaiting: true,
  requestId: 'request-1',
  createdAt: '2026-11-21T10:00:01.000Z',
  version: 1,
};

const delivery = rowsOf<Delivery>({
  name: 'a delivery of a webhook',
  reader: 'webhook-delivery-store.ts storedDeliveryFrom',
  keys: ['webhookDelivery'],
  example: someDelivery,
  any: anyLike(
    someDelivery,
    { type: anyText, occurredAt: anyInstant, createdAt: anyInstant, tried: anyCount },
    { body: anyText, nextAt: anyInstant },
  ),
  write: (table, one) => new DynamoDeliveryStore(table).create(one),
  read: (table, id) => new DynamoDeliveryStore(table).find(id),
  sk: 'evt_1',
  pk: 'WEBHOOK_DELIVERIES#',
  required: {
    endpointId: '',
    eventId: 7,
    type: '',
    occurredAt: 'today',
    state: 'lost',
    attempts: 'two',
    'attempts.0.at': 'now',
    'attempts.0.durationMs': -1,
    tried: '1',
    requestId: '',
    createdAt: 'today',
    version: 0.5,
  },
  optional: {
    body: '{}',
    personOf: '',
    'attempts.0.status': '200',
    nextAt: 'soon',
    sentAgainAt: 'then',
    isWaiting: 'yes',
  },
});

export const rowsOfWebhooks: Rows[] = [directory, endpoint, delivery];
