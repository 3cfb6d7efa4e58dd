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
  /** How much of the capture had gone back in all, this refund included. */
  totalRefunded: number;
  createdMs: number;
  updatedMs: number;
};
