import type { EventType } from './events.ts';

/**
 * The events that endpoints of others may get. All others start work of our own, and mean nothing
 * outside: that a number was given, a link was asked for, a mail is to leave.
 */
export const publicEvents = [
  'payment.completed',
  'payment.failed',
  'payment.cancelled',
  'payment.expired',
  'payment.review',
  'payment.duplicate',
  'payment.disputed',
  'payment.dispute_closed',
  'payment.refunded',
  'refund.failed',
  'refund.task_opened',
  'invoice.issued',
  'invoice.paid',
  'invoice.rejected',
  'credit_note.issued',
  'order.paid',
  'order.paid_late',
  'order.files_lacking',
  'order.refunded',
  'subscription.activated',
  'subscription.renewal_due',
  'subscription.cancelled',
  'subscription.ended',
  'subscription.expired',
  'usage.threshold_crossed',
  'usage.month_closed',
  'customer.activated',
  'customer.erased',
] as const satisfies readonly EventType[];

export type PublicEventType = (typeof publicEvents)[number];

/** What an endpoint may ask for beyond what names nobody. */
export type WebhookInclude = 'customer';

/** The form of the payloads; a change that breaks a receiver gets another day. */
export const webhookApiVersion = '2026-11-28';
