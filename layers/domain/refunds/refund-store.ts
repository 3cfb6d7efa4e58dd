import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Payment } from '../payments/payment.ts';
import type { RefundTransition } from './move-refund.ts';
import type { Refund } from './refund.ts';

/** The keys of a refund. */
export type RefundReference = { paymentId: string; refundId: string };

export type RefundStore = {
  /** The payment with all its refunds, as last written. */
  load(paymentId: string): Promise<{ payment?: Payment; refunds: Refund[] }>;
  /**
   * Writes payment, refund, event and audit entry together, unless the payment was written
   * meanwhile.
   */
  save(transition: RefundTransition, audit?: AuditEntry): Promise<'saved' | 'stale'>;
  /** Refunds with an unknown result, longest waiting first. */
  listDue(now: Date, limit: number): Promise<RefundReference[]>;
  /** Moves a due refund's next check. */
  postpone(refund: RefundReference, until: Date): Promise<void>;
  /** Refunds that a person has to make, newest first. */
  listTasks(page: { limit: number; cursor?: string }): Promise<{
    tasks: { payment: Payment; refund: Refund }[];
    nextCursor: string | null;
  }>;
};
