import type { Sum } from '../distort.ts';

/** Money taken from the payer for one purchase unit, or on its way. */
export type Capture = {
  id: string;
  orderId: string;
  referenceId: string;
  sum: Sum;
  customId?: string;
  invoiceId?: string;
  state: 'COMPLETED' | 'PENDING' | 'DECLINED';
  /** Why it is pending, or was taken back. */
  reason?: 'ECHECK' | 'PENDING_REVIEW' | 'CHARGEBACK';
  /** Paid from a bank account: refunds take days as well. */
  isECheck: boolean;
  createdMs: number;
  updatedMs: number;
};
