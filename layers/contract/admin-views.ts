import type * as z from 'zod/mini';
import type { AuditEntry } from '#domain/audit/audit-entry';
import type { InboxEntry } from '#domain/inbox/inbox';
import type { Payment } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';
import type { Switch } from '#domain/switches/switches';
import type { auditEntryView, inboxEntryView, refundTaskView, switchView } from './admin.ts';

export const viewSwitch = (
  state: Pick<Switch, 'provider' | 'method' | 'enabled'> & Partial<Switch>,
): z.infer<typeof switchView> => ({
  provider: state.provider,
  method: state.method ?? null,
  enabled: state.enabled,
  reason: state.reason ?? null,
  changedBy: state.changedBy ?? null,
  changedAt: state.changedAt ?? null,
});

export const viewAuditEntry = (
  entry: AuditEntry,
  actorName: string | undefined,
): z.infer<typeof auditEntryView> => ({
  id: entry.id,
  at: entry.at,
  actor: entry.actor,
  actorName: actorName ?? null,
  action: entry.action,
  subject: entry.subject,
  before: entry.before,
  after: entry.after,
  reason: entry.reason ?? null,
  requestId: entry.requestId,
});

export const viewInboxEntry = ({
  id,
  notification,
}: InboxEntry): z.infer<typeof inboxEntryView> => ({
  id,
  provider: notification.provider,
  eventId: notification.eventId,
  eventType: notification.eventType,
  verdict: notification.verdict,
  paymentId: notification.paymentId ?? null,
  occurredAt: notification.occurredAt,
  receivedAt: notification.receivedAt,
  headers: notification.headers,
  rawBody: withoutSecrets(notification.rawBody),
  encoding: notification.encoding,
});

/** Stripe's notifications contain the secret that could pay their payment. */
const withoutSecrets = (rawBody: string): string =>
  rawBody.replace(/("client_secret"\s*:\s*")[^"]+/g, '$1(not shown)');

export const viewRefundTask = ({
  payment,
  refund,
}: {
  payment: Payment;
  refund: Refund;
}): z.infer<typeof refundTaskView> => ({
  refundId: refund.id,
  paymentId: payment.id,
  provider: payment.provider,
  providerTransaction: payment.providerTransaction ?? null,
  amount: refund.amount.minor,
  currency: refund.amount.currency,
  reason: refund.reason,
  customer: {
    name: payment.buyer.name,
    email: payment.buyer.email,
    phone: payment.buyer.phone ?? null,
  },
  createdAt: refund.createdAt,
});
