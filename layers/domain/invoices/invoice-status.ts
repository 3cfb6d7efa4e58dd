import type { InvoiceContent, InvoicePayment } from './invoice.ts';
import type { Standing } from './standing.ts';

export const invoiceStatuses = [
  /** Numbered; its document is not stored yet. */
  'issued',
  'generated',
  'sent',
  'overdue',
  'paid',
  /** Credit notes have taken off all of it. */
  'cancelled',
] as const;

export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** What an invoice's status follows from. */
export type StatusFacts = {
  content: Pick<InvoiceContent, 'payment' | 'totals'>;
  document?: object;
  paidBy?: InvoicePayment;
  /** Where they were read; a list knows them from the standing. */
  creditNotes?: readonly { grossMinor: number }[];
  standing?: Pick<Standing, 'sentAt' | 'overdueAt' | 'cancelledAt'>;
};

/**
 * The status that everybody sees, derived from what is stored, so that no two readers differ. The
 * first that holds: cancelled, paid, overdue, sent, generated, issued.
 *
 * An invoice without a document is `issued` whatever is known of it, since nobody can read it yet.
 */
export function statusOf({
  content,
  document,
  paidBy,
  creditNotes,
  standing = {},
}: StatusFacts): InvoiceStatus {
  if (!document) return 'issued';
  const credited = creditNotes?.reduce((sum, { grossMinor }) => sum + grossMinor, 0) ?? 0;
  const isCredited = credited > 0 && credited >= content.totals.grossMinor;
  if (isCredited || standing.cancelledAt !== undefined) return 'cancelled';
  if (paidBy ?? content.payment) return 'paid';
  if (standing.overdueAt !== undefined) return 'overdue';
  return standing.sentAt !== undefined ? 'sent' : 'generated';
}

/** What a person may set. */
export const settableStatuses = ['sent', 'paid', 'overdue', 'cancelled'] as const;

export type SettableStatus = (typeof settableStatuses)[number];

/**
 * The allowed ways, from each status. Nothing leads out of `cancelled`: an issued correction stands.
 * Out of `paid` leads only a refund, whose credit note cancels the invoice, since the shop still has
 * the money.
 */
export const waysFrom: Record<InvoiceStatus, readonly SettableStatus[]> = {
  issued: [],
  generated: ['sent', 'paid', 'overdue', 'cancelled'],
  sent: ['paid', 'overdue', 'cancelled'],
  overdue: ['paid', 'cancelled'],
  paid: [],
  cancelled: [],
};
