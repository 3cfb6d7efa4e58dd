import { type AuditContext, type AuditTrail, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Notification, Verdict } from '../payments/notification.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { ReceivedNotification } from './received-notification.ts';

/** A notification with its id in the inbox. */
export type InboxEntry = { id: string; notification: Notification };

export type InboxFilter = { provider?: ProviderName; verdict?: Verdict; paymentId?: string };

export type Inbox = {
  /** Newest first, by the provider's time. */
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
 * Processes a stored notification again as if it had just arrived. The provider is asked for the
 * current state, so a repetition never does anything twice.
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
