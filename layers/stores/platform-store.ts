import type { PlatformRecord, PlatformStatus, SentFlow } from '#domain/platform/platform-record';
import type { PlatformStore } from '#domain/platform/platform-store';
import type { DomainEvent } from '#vocabulary/events';
import { count, instant, listOf, mapWith, optional, text } from './fields.ts';
import { invoiceMarkerFrom } from './invoice-marker.ts';
import { indexes, keys } from './keys.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { type Item, keyIsFree, type Table, versionBefore } from './table.ts';

export class DynamoPlatformStore implements PlatformStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(invoiceId: string): Promise<PlatformRecord | undefined> {
    const item = await this.#table.get(keys.invoiceOnPlatform(invoiceId));
    return item && platformRecordFrom(item);
  }

  async findByNumber(number: string): Promise<string | undefined> {
    const marker = await this.#table.get(keys.sentNumber(number));
    return marker && invoiceMarkerFrom(marker).invoiceId;
  }

  async create(record: PlatformRecord): Promise<'saved' | 'stale'> {
    const { invoiceId, number } = record;
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.invoiceOnPlatform(invoiceId),
          item: inIndex(record),
          condition: keyIsFree,
        },
      },
      { put: { key: keys.sentNumber(number), item: { invoiceId, number }, condition: keyIsFree } },
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async save(record: PlatformRecord, event?: DomainEvent): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.invoiceOnPlatform(record.invoiceId),
          item: inIndex(record),
          condition: versionBefore(record),
        },
      },
      ...(event ? [eventWrite(event)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async tell(event: DomainEvent): Promise<void> {
    await this.#table.write(eventWrite(event));
  }

  async dueBy(now: Date, limit: number): Promise<string[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :now',
      values: { ':pk': 'DUE#PLATFORM', ':now': `${now.toISOString()}~` },
      Limit: limit,
    });
    return items.map((item) => keyOf(item).pk.slice('INVOICE#'.length));
  }
}

const inIndex = (record: PlatformRecord): Item => ({
  ...record,
  ...(record.askAt !== undefined && indexes.due('PLATFORM', record.askAt, record.invoiceId)),
});

const flow = mapWith<SentFlow>({
  flowId: optional(text),
  sendingUntil: optional(instant),
});

export const platformRecordFrom = stored<PlatformRecord>({
  invoiceId: text,
  number: text,
  document: flow,
  cash: optional(flow),
  statuses: listOf(mapWith<PlatformStatus>({ code: text, at: instant, reason: optional(text) })),
  createdAt: instant,
  askAt: optional(instant),
  version: count,
});
