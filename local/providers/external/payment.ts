import type { Sum } from '../distort.ts';
import type { Metadata } from '../faults.ts';
import type { PageLanguage } from '../hosted-page.ts';
import { randomText } from '../random-text.ts';

export type PaymentStatus =
  | 'pending'
  /** The payer has confirmed, but the money has not arrived yet. */
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** How the payer reaches it: a page, a code to scan, or a question on the phone. */
export const modes = ['redirect', 'qr', 'push'] as const;
export type Mode = (typeof modes)[number];

/** A payment as the external backend stores it; amounts are in minor units. */
export type ExternalPayment = {
  id: string;
  reference: string;
  mode: Mode;
  asked: Sum;
  /** What the payer paid; a fault can make it differ from the requested sum. */
  paid?: Sum & { at: Date };
  status: PaymentStatus;
  description: string;
  language: PageLanguage | null;
  urls: { success: string; cancel: string; callback: string };
  /** What faults can select: the plain fields of its request and its `metadata`. */
  marks: Metadata;
  expiresAt: Date;
};

/** What the merchant sends; the backend adds the rest. */
export type PaymentOrder = Omit<ExternalPayment, 'id' | 'paid' | 'status'>;

export function newPayment(order: PaymentOrder): ExternalPayment {
  return { ...order, id: `ext_${randomText(20)}`, status: 'pending' };
}

/** True while the payer can still decide. */
export function isOpen({ status }: ExternalPayment): boolean {
  return status === 'pending' || status === 'processing';
}
