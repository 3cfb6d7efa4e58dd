import { type AuditContext, type AuditTrail, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Notification, Verdict } from '../payments/notification.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { ReceivedNotification } from './received-notification.ts';

/** A notification with the name that it has in the inbox. */
export type InboxEntry = { id: string; notification: Notification };

export type InboxFilter = { provider?: ProviderName; verdict?: Verdict; paymentId?: string };

export type Inbox = {
  /** Newest first, by the time at which the provider made them. */
  list(
    filter: InboxFilter,
    page: { limit: number; cursor?: string },
  ): Promise<{ entries: InboxEntry[]; nextCursor: string | null }>;
  find(id: string): Promise<InboxEntry | undefined>;
};

export type ReplayDeps = {
  inbox: Inbox;
  audit: AuditTrail;
  queue: { send(notification: ReceivedNotification, delaySeconds: number): Promise<void> };
};

/**
 * Has a kept notification taken in once more, as if it had just come; what it says is asked of the
 * provider again, so that repeating it never does anything twice.
 *
 * @throws NotFoundError when there is no such notification, or no longer.
 */
export async function replayNotification(
  { inbox, audit, queue }: ReplayDeps,
  id: string,
  context: AuditContext,
): Promise<InboxEntry> {
  const entry = await inbox.find(id);
  if (!entry) throw new NotFoundError('notification');
  const { eventId, eventType, verdict, occurredAt, paymentId, ...received } = entry.notification;
  const { provider } = received;
  await audit.record(
    auditEntry(context, {
      action: 'notification.replayed',
      subject: id,
      before: null,
      after: { provider, eventType },
    }),
  );
  const { requestId } = context;
  await queue.send({ ...received, requestId, isReplay: true }, 0);
  return entry;
}
