import type { Metadata, Sum } from '../faults.ts';
import type { PageLanguage } from '../hosted-page.ts';
import { randomText } from '../random-text.ts';

/** The state of a payment; each generation has its own words. */
export type PaymentState =
  | 'created'
  /** The operator has asked for the PIN on the payer's phone. */
  | 'waiting'
  | 'paid'
  | 'declined'
  | 'insufficient'
  | 'cancelled'
  | 'expired';

/** A payment as CinetPay stores it, for both generations of the API. */
export type CinetPayment = {
  generation: 'v1' | 'v2';
  /** The shop's own number for it. */
  reference: string;
  /** CinetPay's number for it. */
  transactionId: string;
  /** Identifies the payment's page, and the payment itself where the shop's number is not used. */
  token: string;
  /** v1: the proof of a notification. */
  notifyToken: string;
  asked: Sum;
  /** What the payer paid; a fault can make it differ from the requested sum. */
  paid?: Sum & { operatorId: string; at: Date };
  state: PaymentState;
  /** Whether the payer confirms on a phone; CinetPay then also notifies that it waits. */
  isMobileMoney: boolean;
  method: string;
  description: string;
  /** v2: the request's `metadata`, unchanged. */
  custom: string;
  language: PageLanguage | null;
  payer: { name: string; email: string; phone: string };
  urls: { notify: string; success: string; failed: string };
  /** The plain fields of its request, which faults can select. */
  marks: Metadata;
  expiresAtMs: number;
};

/** The real lifetime is undocumented; operators settle within a day. */
const lifetimeMs = 24 * 60 * 60 * 1000;

/** What the shop sends; CinetPay adds the rest. */
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
