import type { AuditEntry, AuditTrail } from '#domain/audit/audit-entry';
import { instant, text } from './fields.ts';
import { keys, monthsBefore } from './keys.ts';
import { listPartitions } from './partitions.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, type Write } from './table.ts';

/** Part of the transaction that it documents. */
export const auditWrite = (entry: AuditEntry): Write => ({
  put: { key: keys.auditEntry(entry.at, entry.id), item: entry, condition: keyIsFree },
});

export class DynamoAuditTrail implements AuditTrail {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async record(entry: AuditEntry): Promise<void> {
    await this.#table.write(auditWrite(entry));
  }

  async list(page: { limit: number; cursor?: string }) {
    const { items, nextCursor } = await listPartitions(this.#table, {
      ...page,
      partitions: monthsBefore(this.#now()).map((month) => keys.auditEntry(month, '').pk),
    });
    return { entries: items.map(entryFrom), nextCursor };
  }
}

/**
 * Accepts actions of other releases: an entry is only displayed. Pure, so that a bundle that only
 * writes entries leaves it out.
 */
export const entryFrom = /* @__PURE__ */ stored<AuditEntry>({
  id: text,
  at: instant,
  actor: text,
  subject: text,
  requestId: text,
});
