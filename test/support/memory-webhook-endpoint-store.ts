import type { AuditEntry } from '#domain/audit/audit-entry';
import {
  type Directory,
  type EndpointOutcome,
  emptyDirectory,
  type WebhookEndpoint,
  type WebhookEndpointStore,
} from '#domain/webhooks/endpoint';
import type { DomainEvent } from '#vocabulary/events';

type Beside = { directory?: Directory; audit?: AuditEntry; event?: DomainEvent };

/** Keeps the promises of the port in memory. */
export class MemoryWebhookEndpointStore implements WebhookEndpointStore {
  readonly endpoints = new Map<string, WebhookEndpoint>();
  readonly audit: AuditEntry[] = [];
  readonly outbox: DomainEvent[] = [];
  #directory = emptyDirectory;

  async directory(): Promise<Directory> {
    return structuredClone(this.#directory);
  }

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    return structuredClone(this.endpoints.get(id));
  }

  async glanceAt(ids: readonly string[]): Promise<WebhookEndpoint[]> {
    return ids.flatMap((id) => structuredClone(this.endpoints.get(id)) ?? []);
  }

  async create(endpoint: WebhookEndpoint, beside: Beside): Promise<EndpointOutcome> {
    if (this.endpoints.has(endpoint.id) || this.isOvertaken(beside)) return 'stale';
    return this.write(endpoint, beside);
  }

  async save(endpoint: WebhookEndpoint, beside: Beside = {}): Promise<EndpointOutcome> {
    const { version } = this.endpoints.get(endpoint.id) ?? {};
    if (version !== endpoint.version - 1 || this.isOvertaken(beside)) return 'stale';
    return this.write(endpoint, beside);
  }

  async remove(endpoint: WebhookEndpoint, beside: Beside): Promise<EndpointOutcome> {
    const { version } = this.endpoints.get(endpoint.id) ?? {};
    if (version !== endpoint.version || this.isOvertaken(beside)) return 'stale';
    this.write(endpoint, beside);
    this.endpoints.delete(endpoint.id);
    return 'saved';
  }

  async turnsBy(now: Date, limit: number): Promise<string[]> {
    return [...this.endpoints.values()]
      .filter(({ turnAt }) => turnAt !== undefined && turnAt <= now.toISOString())
      .sort((a, b) => a.turnAt!.localeCompare(b.turnAt!))
      .map(({ id }) => id)
      .slice(0, limit);
  }

  private isOvertaken({ directory }: Beside): boolean {
    return directory !== undefined && directory.version !== this.#directory.version + 1;
  }

  private write(endpoint: WebhookEndpoint, { directory, audit, event }: Beside): 'saved' {
    this.endpoints.set(endpoint.id, structuredClone(endpoint));
    if (directory) this.#directory = structuredClone(directory);
    if (audit) this.audit.push(audit);
    if (event) this.outbox.push(structuredClone(event));
    return 'saved';
  }
}
