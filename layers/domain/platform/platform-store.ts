import type { DomainEvent } from '#vocabulary/events';
import type { PlatformRecord } from './platform-record.ts';

export type PlatformStore = {
  find(invoiceId: string): Promise<PlatformRecord | undefined>;
  /** The document with this number, if it was ever sent. */
  findByNumber(number: string): Promise<string | undefined>;
  /** `stale` when it has one. */
  create(record: PlatformRecord): Promise<'saved' | 'stale'>;
  /**
   * Writes the record, and the event, in one transaction; `stale` unless the stored version is the
   * one before.
   */
  save(record: PlatformRecord, event?: DomainEvent): Promise<'saved' | 'stale'>;
  /** Writes an event alone. */
  tell(event: DomainEvent): Promise<void>;
  /** Ids of documents that should be asked about by then, at most so many. */
  dueBy(now: Date, limit: number): Promise<string[]>;
};
