import type { Capture } from './capture.ts';

/** The payer's complaint about a capture. */
export type Dispute = {
  id: string;
  capture: Capture;
  status: 'OPEN' | 'WAITING_FOR_SELLER_RESPONSE' | 'UNDER_REVIEW' | 'RESOLVED';
  outcome?: 'RESOLVED_SELLER_FAVOUR' | 'RESOLVED_BUYER_FAVOUR' | 'CANCELED_BY_BUYER';
  /** The remaining amount of the capture when the complaint came. */
  amount: number;
  createdMs: number;
  updatedMs: number;
};
