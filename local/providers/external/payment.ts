import type { Sum } from '../distort.ts';
import type { Metadata } from '../faults.ts';
import type { PageLanguage } from '../hosted-page.ts';
import { randomText } from '../random-text.ts';

export type PaymentStatus =
  | 'pending'
  /** The payer has confirmed, and the money is not there yet. */
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** How the payer gets to it: a page, a code to scan, or a question on the telephone. */
export const modes = ['redirect', 'qr', 'push'] as const;
export type Mode = (typeof modes)[number];

/** One payment as the external backend keeps it; amounts are in minor units. */
export type ExternalPayment = {
  id: string;
  reference: string;
  mode: Mode;
  asked: Sum;
  /** What the payer gave, which a fault can make differ from what was asked. */
  paid?: Sum & { at: Date };
  status: PaymentStatus;
  description: string;
  language: PageLanguage | null;
  urls: { success: string; cancel: string; callback: string };
  /** What faults are aimed at it by: the plain fields of its request and its `metadata`. */
  marks: Metadata;
  expiresAt: Date;
};

/** What the merchant asks for; the rest is the backend's to give. */
export type PaymentOrder = Omit<ExternalPayment, 'id' | 'paid' | 'status'>;

export function newPayment(order: PaymentOrder): ExternalPayment {
  return { ...order, id: `ext_${randomText(20)}`, status: 'pending' };
}

/** True while the payer can still decide. */
export function isOpen({ status }: ExternalPayment): boolean {
  return status === 'pending' || status === 'processing';
}
