import type { Sum } from '../distort.ts';

/** Money that goes back to the payer. */
export type Refund = {
  id: string;
  captureId: string;
  sum: Sum;
  status: 'COMPLETED' | 'PENDING' | 'FAILED' | 'CANCELLED';
  customId?: string;
  invoiceId?: string;
  note?: string;
  /** The total refunded of the capture, including this refund. */
  totalRefunded: number;
  createdMs: number;
  updatedMs: number;
};
