import type { Payment } from '#domain/payments/payment';
import type { RefundTransition } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import type { RefundStore } from '#domain/refunds/refund-store';
import type { MemoryPaymentStore } from './memory-payment-store.ts';

/** Keeps refunds beside the payments of a store in memory, with its promises about versions. */
export class MemoryRefundStore implements RefundStore {
  readonly rows = new Map<string, Refund>();
  private readonly payments: MemoryPaymentStore;

  constructor(payments: MemoryPaymentStore) {
    this.payments = payments;
  }

  async load(paymentId: string): Promise<{ payment?: Payment; refunds: Refund[] }> {
    return {
      payment: await this.payments.find(paymentId),
      refunds: [...this.rows.values()].filter((refund) => refund.paymentId === paymentId),
    };
  }

  async save({ payment, refund, event }: RefundTransition): Promise<'saved' | 'stale'> {
    const outcome = await this.payments.save({ payment, event });
    if (outcome !== 'saved') return 'stale';
    this.rows.set(refund.id, refund);
    return 'saved';
  }
}
