import type { AuditEntry } from '#domain/audit/audit-entry';
import {
  type Directory,
  type EndpointOutcome,
  emptyDirectory,
  type Failing,
  type WebhookEndpoint,
  type WebhookEndpointStore,
} from '#domain/webhooks/endpoint';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { count, flag, instant, listOf, mapOf, mapWith, oneOf, optional, text } from './fields.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import {
  type Condition,
  type Item,
  keyIsFree,
  type Part,
  type Table,
  versionBefore,
  type Write,
} from './table.ts';
import { webhookIndexes, webhookKeys } from './webhook-keys.ts';

export class DynamoWebhookEndpointStore implements WebhookEndpointStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async directory(): Promise<Directory> {
    const item = await this.#table.glanceAt(webhookKeys.webhookDirectory());
    return item ? directoryFrom(item) : emptyDirectory;
  }

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    const item = await this.#table.get(webhookKeys.webhookEndpoint(id));
    return item && endpointFrom(item);
  }

  async glanceAt(ids: readonly string[]): Promise<WebhookEndpoint[]> {
    const items = await this.#table.getMany(ids.map(webhookKeys.webhookEndpoint));
    return items.map(endpointFrom);
  }

  async create(
    endpoint: WebhookEndpoint,
    { directory, audit }: { directory: Directory; audit: AuditEntry },
  ): Promise<EndpointOutcome> {
    return this.together([
      endpointWrite(endpoint, keyIsFree),
      directoryWrite(directory),
      auditWrite(audit),
    ]);
  }

  async save(
    endpoint: WebhookEndpoint,
    write: { directory?: Directory; audit?: AuditEntry; event?: DomainEvent } = {},
  ): Promise<EndpointOutcome> {
    const { directory, audit, event } = write;
    const own = endpointWrite(endpoint, versionBefore(endpoint));
    const parts = [
      ...(directory ? [directoryWrite(directory)] : []),
      ...(audit ? [auditWrite(audit)] : []),
      ...(event ? [eventWrite(event)] : []),
    ];
    // A transaction of one would cost twice as much.
    if (parts.length === 0) return (await this.#table.write(own)) ? 'stale' : 'saved';
    return this.together([own, ...parts]);
  }

  async remove(
    endpoint: WebhookEndpoint,
    { directory, audit }: { directory: Directory; audit: AuditEntry },
  ): Promise<EndpointOutcome> {
    const key = webhookKeys.webhookEndpoint(endpoint.id);
    const condition = versionBefore({ version: endpoint.version + 1 });
    return this.together([
      { remove: { key, condition } },
      directoryWrite(directory),
      auditWrite(audit),
    ]);
  }

  async turnsBy(now: Date, limit: number): Promise<string[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#WEBHOOK_TURNS', ':now': `${now.toISOString()}~` },
      Limit: limit,
    });
    return items.map((item) => keyOf(item).pk.slice('WEBHOOK_ENDPOINT#'.length));
  }

  private async together(parts: Part[]): Promise<EndpointOutcome> {
    return (await this.#table.writeTogether(parts)) ? 'stale' : 'saved';
  }
}

const endpointWrite = (endpoint: WebhookEndpoint, condition: Condition): Write => ({
  put: { key: webhookKeys.webhookEndpoint(endpoint.id), item: inIndex(endpoint), condition },
});

const inIndex = (endpoint: WebhookEndpoint): Item => ({
  ...endpoint,
  ...(endpoint.turnAt !== undefined && webhookIndexes.turn(endpoint.turnAt, endpoint.id)),
});

const directoryWrite = (directory: Directory): Write => ({
  put: {
    key: webhookKeys.webhookDirectory(),
    item: directory,
    condition: directory.version === 1 ? keyIsFree : versionBefore(directory),
  },
});

const directoryFrom = stored<Directory>({
  listening: mapOf(mapWith<Pick<WebhookEndpoint, 'types'>>({ types: listOf(text) })),
  version: count,
});

const endpointFrom = stored<WebhookEndpoint>({
  id: text,
  url: text,
  types: listOf(text),
  include: optional(listOf(oneOf('customer'))),
  state: oneOf('enabled', 'disabled'),
  disabled: optional(
    mapWith<NonNullable<WebhookEndpoint['disabled']>>({
      at: instant,
      reason: oneOf('failing', 'gone', 'admin'),
    }),
  ),
  skipsBefore: optional(instant),
  secretVersion: count,
  previousSecretUntil: optional(instant),
  failing: optional(
    mapWith<Failing>({
      since: instant,
      attempts: count,
      events: listOf(text),
      isBroken: optional(flag),
      probes: optional(count),
    }),
  ),
  turnAt: optional(instant),
  createdAt: instant,
  createdBy: text,
  version: count,
});
