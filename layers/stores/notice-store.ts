import type { Notice, NoticeStore } from '#domain/monitoring/notice';
import { severities } from '#vocabulary/alerts';
import { partitionOf } from './cursors.ts';
import { anyText, instant, mapOf, oneOf, optional, setOf, text } from './fields.ts';
import { listIndex } from './index-list.ts';
import { indexes, ttlAfterDays } from './keys.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import { stored } from './stored.ts';
import { type Item, keyIsFree, type Table } from './table.ts';

/** Thirteen months, like alerts. */
const keptDays = 400;

const all = { ...partitionOf('NOTICES'), index: 'collection' } as const;

export class DynamoNoticeStore implements NoticeStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async file({ readBy: _, ...notice }: Notice): Promise<void> {
    await this.#table.write({
      put: {
        key: monitoringKeys.notice(notice.id),
        item: {
          ...notice,
          ...indexes.collection('NOTICES', notice.id),
          ttl: ttlAfterDays(notice.occurredAt, keptDays),
        },
        condition: keyIsFree,
      },
    });
  }

  async list({ unreadBy, ...page }: { limit: number; cursor?: string; unreadBy?: string }) {
    const list = {
      reading: all,
      start: { partition: all.partition },
      rowFrom: noticeOfRow,
      matches: ({ readBy }: Notice) => unreadBy === undefined || !readBy.includes(unreadBy),
    };
    const { rows, nextCursor } = await listIndex(this.#table, list, page);
    return { notices: rows, nextCursor };
  }

  async markRead(id: string, subject: string): Promise<Notice | undefined> {
    const key = monitoringKeys.notice(id);
    const refusal = await this.#table.write({
      update: {
        key,
        expression: 'ADD readBy :reader',
        values: { ':reader': new Set([subject]) },
        condition: { expression: 'attribute_exists(pk)' },
      },
    });
    const item = refusal ? undefined : await this.#table.get(key);
    return item && noticeOfRow(item);
  }
}

type StoredNotice = Omit<Notice, 'readBy'> & { readBy?: Set<string> };

/** Accepts types of other releases: a notice is only shown. */
const noticeFrom = /* @__PURE__ */ stored<StoredNotice>({
  id: text,
  priority: oneOf(...severities),
  about: mapOf(anyText),
  occurredAt: instant,
  readBy: optional(setOf(text)),
});

function noticeOfRow(item: Item): Notice {
  const { readBy = new Set<string>(), ...notice } = noticeFrom(item);
  return { ...notice, readBy: [...readBy] };
}
