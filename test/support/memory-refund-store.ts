import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Payment } from '#domain/payments/payment';
import type { RefundTransition } from '#domain/refunds/move-refund';
import { nextRefundCheckAt } from '#domain/refunds/next-refund-check';
import type { Refund } from '#domain/refunds/refund';
import type { RefundReference, RefundStore } from '#domain/refunds/refund-store';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';
import type { MemoryPaymentStore } from './memory-payment-store.ts';

/** Keeps refunds beside the payments of a store in memory, with its promises about versions. */
export class MemoryRefundStore implements RefundStore {
  /** Duplicate payments bring theirs in as well. */
  readonly rows: Map<string, Refund>;
  readonly audit: MemoryAuditTrail;
  private readonly payments: MemoryPaymentStore;
  /** Next checks that were moved, by the write of the refund that they belong to. */
  readonly #postponed = new Map<Refund, string>();

  constructor(payments: MemoryPaymentStore, audit = new MemoryAuditTrail()) {
    this.payments = payments;
    this.rows = payments.refunds;
    this.audit = audit;
  }

  async load(paymentId: string): Promise<{ payment?: Payment; refunds: Refund[] }> {
    return {
      payment: await this.payments.find(paymentId),
      refunds: structuredClone(
        [...this.rows.values()].filter((refund) => refund.paymentId === paymentId),
      ),
    };
  }

  async save(
    { payment, refund, event, ledgerEntry }: RefundTransition,
    audit?: AuditEntry,
  ): Promise<'saved' | 'stale'> {
    const outcome = await this.payments.save({ payment, event, ledgerEntry });
    if (outcome !== 'saved') return 'stale';
    this.rows.set(refund.id, structuredClone(refund));
    if (audit) await this.audit.record(audit);
    return 'saved';
  }

  async listDue(now: Date, limit: number): Promise<RefundReference[]> {
    return [...this.rows.values()]
      .flatMap((refund) => {
        const at = nextRefundCheckAt(refund);
        return at === undefined ? [] : [{ refund, at: this.#postponed.get(refund) ?? at }];
      })
      .filter(({ at }) => Date.parse(at) < now.getTime())
      .sort((a, b) => (a.at + a.refund.id < b.at + b.refund.id ? -1 : 1))
      .slice(0, limit)
      .map(({ refund: { id, paymentId } }) => ({ paymentId, refundId: id }));
  }

  async postpone({ refundId }: RefundReference, until: Date): Promise<void> {
    const refund = this.rows.get(refundId);
    if (refund) this.#postponed.set(refund, until.toISOString());
  }

  async listTasks(page: PageRequest) {
    const newestFirst = [...this.rows.values()]
      .filter(({ status }) => status === 'manual')
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .map((refund) => ({ payment: this.payments.rows.get(refund.paymentId)!, refund }));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: 'refund tasks',
      idOf: ({ refund }) => refund.id,
    });
    return { tasks: items, nextCursor };
  }
}
