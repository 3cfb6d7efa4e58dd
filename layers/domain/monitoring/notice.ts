import type { Severity } from '#vocabulary/alerts';
import type { EventType, Fact } from '#vocabulary/events';

/** What the shop's own people see when they open its administration. */
export type Notice = {
  /** `ntc_…`, made from its event's id: sorted by time, and one for each event. */
  id: string;
  type: NoticedFact['type'];
  priority: Severity;
  /** Ids of what it is about, as in the event; no person. */
  about: Record<string, string>;
  /** ISO 8601 UTC. */
  occurredAt: string;
  /** Subjects of those who have read it. */
  readBy: string[];
};

/** How much each kind matters; of an alert its severity says it. */
const priorities = {
  'alert.opened': undefined,
  'alert.escalated': undefined,
  'alert.resolved': 'low',
  'payment.review': 'high',
  'payment.duplicate': 'medium',
  'payment.disputed': 'high',
  'refund.failed': 'high',
  'refund.task_opened': 'medium',
  'invoice.rejected': 'high',
  'order.files_lacking': 'medium',
  'order.paid_late': 'low',
  'message.undeliverable': 'medium',
  'webhook_endpoint.failing': 'medium',
  'webhook_endpoint.disabled': 'high',
} as const satisfies Partial<Record<EventType, Severity | undefined>>;

export type NoticedFact = Fact<keyof typeof priorities>;

export function noticeOf({ id, type, occurredAt, data }: NoticedFact): Notice {
  const about = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  const priority = priorities[type] ?? ('severity' in data ? data.severity : 'medium');
  return { id: id.replace(/^evt_/, 'ntc_'), type, priority, about, occurredAt, readBy: [] };
}

export type NoticeStore = {
  /** Once, however often its event is delivered; who has read it stays noted. */
  file(notice: Notice): Promise<void>;
  /** Newest first; kept for 13 months. `unreadBy`: without those that this person has read. */
  list(page: { limit: number; cursor?: string; unreadBy?: string }): Promise<{
    notices: Notice[];
    nextCursor: string | null;
  }>;
  /** Undefined when there is no such notice. */
  markRead(id: string, subject: string): Promise<Notice | undefined>;
};
