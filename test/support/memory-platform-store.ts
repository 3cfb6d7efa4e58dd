import type { PlatformRecord } from '#domain/platform/platform-record';
import type { PlatformStore } from '#domain/platform/platform-store';
import type { DomainEvent } from '#vocabulary/events';

/** Keeps the promises of the port in memory. */
export class MemoryPlatformStore implements PlatformStore {
  readonly records = new Map<string, PlatformRecord>();
  readonly outbox: DomainEvent[] = [];

  async find(invoiceId: string): Promise<PlatformRecord | undefined> {
    return structuredClone(this.records.get(invoiceId));
  }

  async findByNumber(number: string): Promise<string | undefined> {
    return [...this.records.values()].find((record) => record.number === number)?.invoiceId;
  }

  async create(record: PlatformRecord): Promise<'saved' | 'stale'> {
    if (this.records.has(record.invoiceId)) return 'stale';
    this.records.set(record.invoiceId, structuredClone(record));
    return 'saved';
  }

  async save(record: PlatformRecord, event?: DomainEvent): Promise<'saved' | 'stale'> {
    if (this.records.get(record.invoiceId)?.version !== record.version - 1) return 'stale';
    this.records.set(record.invoiceId, structuredClone(record));
    if (event) this.outbox.push(structuredClone(event));
    return 'saved';
  }

  async tell(event: DomainEvent): Promise<void> {
    this.outbox.push(structuredClone(event));
  }

  async dueBy(now: Date, limit: number): Promise<string[]> {
    return [...this.records.values()]
      .filter(({ askAt }) => askAt !== undefined && askAt <= now.toISOString())
      .sort((a, b) => a.askAt!.localeCompare(b.askAt!))
      .map(({ invoiceId }) => invoiceId)
      .slice(0, limit);
  }
}
