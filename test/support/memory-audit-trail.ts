import type { AuditEntry, AuditTrail } from '#domain/audit/audit-entry';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port; stores in memory write their entries here. */
export class MemoryAuditTrail implements AuditTrail {
  readonly entries: AuditEntry[] = [];

  async record(entry: AuditEntry): Promise<void> {
    if (!this.entries.some(({ id }) => id === entry.id)) this.entries.push(structuredClone(entry));
  }

  async list(page: PageRequest) {
    const newestFirst = [...this.entries].sort((a, b) => (a.id < b.id ? 1 : -1));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: 'audit',
      idOf: ({ id }) => id,
    });
    return { entries: items, nextCursor };
  }
}
