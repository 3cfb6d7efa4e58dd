import { gunzipSync } from 'node:zlib';
import type { Inbox, InboxEntry, InboxFilter } from '#domain/inbox/inbox';
import type { Notification } from '#domain/payments/notification';
import { daysBefore, keys, notificationId, notificationKeyOf } from './keys.ts';
import { keptDays } from './notifications.ts';
import { listPartitions } from './partitions.ts';
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

function entryFrom({ pk, sk, ttl, rawBody, ...rest }: Item): InboxEntry {
  const notification = { ...rest, rawBody: gunzipSync(rawBody as Uint8Array).toString() };
  return { id: notificationId(String(sk)), notification: notification as Notification };
}
