import type { Notification } from '../payments/notification.ts';
import type { Payment } from '../payments/payment.ts';
import type { RefundTransition } from './move-refund.ts';
import type { Refund } from './refund.ts';

export interface RefundStore {
  /** The payment with all its refunds, as last written. */
  load(paymentId: string): Promise<{ payment?: Payment; refunds: Refund[] }>;
  /** Writes payment, refund and event together, unless somebody wrote the payment meanwhile. */
  save(transition: RefundTransition, notification?: Notification): Promise<'saved' | 'stale'>;
}
