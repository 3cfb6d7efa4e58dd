import type { ApiKey, ApiKeyStore, KeyOutcome } from '#domain/access/api-key';
import type { KeyRing } from '#domain/access/key-ring';
import type { AuditEntry } from '#domain/audit/audit-entry';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

const hourMs = 3_600_000;

/** Keeps the promises of the port: the first row of an id stays, and so does its first revocation. */
export class MemoryApiKeyStore implements ApiKeyStore {
  readonly rows = new Map<string, ApiKey>();
  readonly rings = new Map<string, KeyRing>();
  readonly audit: MemoryAuditTrail;

  constructor(audit = new MemoryAuditTrail()) {
    this.audit = audit;
  }

  async ring(customerId?: string): Promise<KeyRing> {
    const ring = this.rings.get(customerId ?? '') ?? { customerId, version: 0, live: {} };
    return structuredClone(ring);
  }

  async create(
    key: ApiKey,
    { ring, audit }: { ring: KeyRing; audit: AuditEntry },
  ): Promise<KeyOutcome> {
    if (this.rows.has(key.id)) return 'exists';
    // No await before the write: whoever comes between would be overwritten.
    if ((this.rings.get(ring.customerId ?? '')?.version ?? 0) !== ring.version - 1) return 'stale';
    this.rows.set(key.id, structuredClone(key));
    this.rings.set(ring.customerId ?? '', structuredClone(ring));
    await this.audit.record(audit);
    return 'created';
  }

  async find(id: string): Promise<ApiKey | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async list({ customerId, ...page }: PageRequest & { customerId?: string }) {
    const newestFirst = [...this.rows.values()]
      .filter((key) => customerId === undefined || key.customerId === customerId)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const list = `API keys of ${customerId ?? 'all'}`;
    const { items, nextCursor } = pageOf(newestFirst, page, { list, idOf: ({ id }) => id });
    return { keys: items, nextCursor };
  }

  async revoke(id: string, at: Date, audit: AuditEntry): Promise<ApiKey | undefined> {
    const row = this.rows.get(id);
    if (row && !row.revokedAt) {
      row.revokedAt = at.toISOString();
      const { [id]: _, ...live } = (await this.ring(row.customerId)).live;
      const { version, customerId } = await this.ring(row.customerId);
      this.rings.set(customerId ?? '', { customerId, version: version + 1, live });
      await this.audit.record(audit);
    }
    return this.find(id);
  }

  async touch(id: string, at: Date): Promise<void> {
    const row = this.rows.get(id);
    const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs).toISOString();
    if (row && (row.lastUsedAt ?? '') < hour) row.lastUsedAt = hour;
  }
}
