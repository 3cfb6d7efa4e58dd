import type { AuditEntry, AuditTrail } from '#domain/audit/audit-entry';
import { keys, monthsBefore } from './keys.ts';
import { listPartitions } from './partitions.ts';
import { type Item, keyIsFree, type Table, type Write } from './table.ts';

/** Goes into the transaction of what it tells of. */
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

function entryFrom({ pk, sk, ...entry }: Item): AuditEntry {
  return entry as unknown as AuditEntry;
}
