import { type Actor, actorOf, type Caller, type PersonCaller } from '../access/caller.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';

type AuditAction =
  | 'api_key.created'
  | 'api_key.revoked'
  | 'switch.set'
  | 'payment.cancel_requested'
  | 'payment.buyer_completed'
  | 'refund.requested'
  | 'refund_task.closed'
  | 'notification.replayed'
  | 'inbox.read'
  | 'customer.created'
  | 'customer.changed'
  | 'customer.activated'
  | 'customer.erasure_requested'
  | 'customer.export_requested'
  | 'export.requested'
  | 'subscription.cancelled'
  | 'subscription.resumed'
  | 'payment_method.preferred'
  | 'payment_method.removed'
  | 'product.created'
  | 'product.changed'
  | 'order.fulfilled'
  | 'order.cancelled'
  | 'invoice.resent'
  | 'message.resent'
  | 'invoice.regenerated'
  | 'invoice.reminded'
  | 'invoice.status_set'
  | 'invoice.cancelled'
  | 'invoice.corrected'
  | 'webhook_endpoint.created'
  | 'webhook_endpoint.changed'
  | 'webhook_endpoint.removed'
  | 'webhook_endpoint.tested'
  | 'webhook_endpoint.secret_rotated'
  | 'webhook_delivery.replayed'
  | 'webhook_deliveries.replayed'
  | 'project.created'
  | 'project.renamed'
  | 'project.archived'
  | 'member.added'
  | 'member.changed'
  | 'member.activated'
  | 'member.email_change_requested'
  | 'member.email_changed'
  | 'member.removed'
  | 'alert.acknowledged'
  | 'alert.tested'
  | 'alerts.maintenance_planned';

/**
 * Who did what to what, written in the transaction that does it. Never changed or removed; holds
 * ids and states, no address and no secret.
 */
export type AuditEntry = {
  /** `aud_…`, sorted by time. */
  id: string;
  /** ISO 8601 UTC. */
  at: string;
  /**
   * `person:<subject of the sign-in>`, `key:<id>`, `schedule:<name>`, or `client_token`: whoever has
   * the link.
   */
  actor: string;
  action: AuditAction;
  /** The id of the changed object. */
  subject: string;
  /** The changed fields before the action; null when the object did not exist. */
  before: Record<string, unknown> | null;
  /** The same fields after the action. */
  after: Record<string, unknown> | null;
  reason?: string;
  requestId: string;
};

/** Who acts, when, and by which request; a person by default. */
export type AuditContext<Acting extends Actor = PersonCaller> = {
  caller: Acting;
  now: Date;
  randomBytes: RandomBytes;
  requestId: string;
};

/** Describes an action of this caller, now. */
export const actOf = <Acting extends Caller>(
  { now, randomBytes }: { now: Clock; randomBytes: RandomBytes },
  caller: Acting,
  requestId: string,
): AuditContext<Acting> => ({ caller, now: now(), randomBytes, requestId });

export type AuditedChange = Pick<AuditEntry, 'action' | 'subject' | 'before' | 'after' | 'reason'>;

export const auditEntry = (
  { caller, now, randomBytes, requestId }: AuditContext<Actor>,
  change: AuditedChange,
): AuditEntry => ({
  id: newId('aud', now, randomBytes(10)),
  at: now.toISOString(),
  actor: actorOf(caller),
  requestId,
  ...change,
});

export type AuditTrail = {
  /** Writes the entry of an action that writes nothing else. */
  record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(page: { limit: number; cursor?: string }): Promise<{
    entries: AuditEntry[];
    nextCursor: string | null;
  }>;
};
