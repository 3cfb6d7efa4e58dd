import type { Inbox, InboxEntry, InboxFilter } from '#domain/inbox/inbox';
import type { Notification } from '#domain/payments/notification';
import { anyText, binary, instant, mapOf, oneOf, optional, provider, text } from './fields.ts';
import { daysBefore, keys, notificationId, notificationKeyOf } from './keys.ts';
import { keptDays } from './notifications.ts';
import { unpackedText } from './packing/packed-text.ts';
import { listPartitions } from './partitions.ts';
import { CorruptRowError, keyOf, stored } from './stored.ts';
import type { Item, Table } from './table.ts';

export class DynamoInbox implements Inbox {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async list(filter: InboxFilter, page: { limit: number; cursor?: string }) {
    const { items, nextCursor } = await listPartitions(this.#table, {
      ...page,
      partitions: daysBefore(this.#now(), keptDays).map(keys.inboxOf),
      matches: matching(filter),
    });
    return { entries: items.map(entryFrom), nextCursor };
  }

  async find(id: string): Promise<InboxEntry | undefined> {
    const key = notificationKeyOf(id);
    const item = key && (await this.#table.get(key));
    return item && entryFrom(item);
  }
}

const matching =
  ({ provider, verdict, paymentId }: InboxFilter) =>
  (item: Item): boolean =>
    (provider === undefined || item.provider === provider) &&
    (verdict === undefined || item.verdict === verdict) &&
    (paymentId === undefined || item.paymentId === paymentId);

function entryFrom(item: Item): InboxEntry {
  const { rawBody, ...rest } = notificationFrom(item);
  const notification = { ...rest, rawBody: unpacked(rawBody, item) };
  return { id: notificationId(keyOf(item).sk), notification };
}

function unpacked(rawBody: Uint8Array, item: Item): string {
  try {
    return unpackedText(rawBody);
  } catch {
    throw new CorruptRowError(item, ['rawBody']);
  }
}

const notificationFrom = stored<Omit<Notification, 'rawBody'> & { rawBody: Uint8Array }>({
  provider,
  eventId: text,
  eventType: anyText,
  verdict: oneOf('applied', 'ignored', 'foreign', 'unreadable', 'wrong_mode'),
  occurredAt: instant,
  receivedAt: instant,
  requestId: text,
  paymentId: optional(text),
  rawBody: binary,
  encoding: oneOf('utf8', 'base64'),
  headers: mapOf(anyText),
});
