import type { Sum } from '../distort.ts';
import type { Metadata } from '../faults.ts';
import type { PageLanguage } from '../hosted-page.ts';
import { randomText } from '../random-text.ts';

/** How far a payment is, in either generation's own words for it. */
export type PaymentState =
  | 'created'
  /** The operator has asked the payer's telephone for the PIN. */
  | 'waiting'
  | 'paid'
  | 'declined'
  | 'insufficient'
  | 'cancelled'
  | 'expired';

/** One payment as CinetPay keeps it, whichever generation of the API opened it. */
export type CinetPayment = {
  generation: 'v1' | 'v2';
  /** The shop's own number for it. */
  reference: string;
  /** CinetPay's number for it. */
  transactionId: string;
  /** Names the payment's page, and the payment where the shop's number is not wanted. */
  token: string;
  /** v1: what proves a notification. */
  notifyToken: string;
  asked: Sum;
  /** What the payer gave, which a fault can make differ from what was asked. */
  paid?: Sum & { operatorId: string; at: Date };
  state: PaymentState;
  /** Whether the payer confirms on a telephone: CinetPay then tells of the waiting too. */
  isMobileMoney: boolean;
  method: string;
  description: string;
  /** v2: the `metadata` of the request, as it came. */
  custom: string;
  language: PageLanguage | null;
  payer: { name: string; email: string; phone: string };
  urls: { notify: string; success: string; failed: string };
  /** What faults are aimed at it by: the plain fields of its request. */
  marks: Metadata;
  expiresAtMs: number;
};

/** Nobody documents how long a page lives; operators settle everything within a day. */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** What the shop asks for; the rest is CinetPay's to give. */
export type PaymentOrder = Omit<
  CinetPayment,
  'transactionId' | 'token' | 'notifyToken' | 'paid' | 'state' | 'expiresAtMs'
>;

/** A payment just asked for, with the numbers and tokens that CinetPay gives it. */
export function newPayment(order: PaymentOrder, nowMs: number): CinetPayment {
  return {
    ...order,
    transactionId: `${order.generation === 'v1' ? 'TX' : 'CP'}${randomText(18).toUpperCase()}`,
    token: randomText(64).toLowerCase(),
    notifyToken: randomText(40).toLowerCase(),
    state: 'created',
    expiresAtMs: nowMs + lifetimeMs,
  };
}

/** True while the payer can still decide. */
export function isOpen({ state }: CinetPayment): boolean {
  return state === 'created' || state === 'waiting';
}
