import type { Metadata, Sum } from '../faults.ts';
import type { JsonBody } from '../json-body.ts';
import type { Link } from './wire.ts';

/** The payer's means of payment, which decides the result of a capture. */
export type Funding = 'balance' | 'declining' | 'echeck' | 'review';

/** One part of an order; most orders have a single one. */
export type PurchaseUnit = {
  referenceId: string;
  sum: Sum;
  customId?: string;
  invoiceId?: string;
  /** As the seller wrote it: shown again when the order is read. */
  asked: JsonBody;
};

/** What the seller wants the payer to see, and where the browser goes afterwards. */
export type Experience = {
  returnUrl?: string;
  cancelUrl?: string;
  locale?: string;
  brandName?: string;
  /** `IMMEDIATE_PAYMENT_REQUIRED`: no e-checks. */
  isImmediate: boolean;
};

export type Order = {
  id: string;
  status: 'CREATED' | 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED';
  /** True when the order was created with `payment_source.paypal`. */
  isWallet: boolean;
  units: PurchaseUnit[];
  experience: Experience;
  payerId?: string;
  funding?: Funding;
  /** The last capture was refused by the payer's instrument: another one may be chosen. */
  isDeclined: boolean;
  attempts: number;
  createdMs: number;
  updatedMs: number;
  expiresMs: number;
  /** An expired order can no longer be read. */
  isExpired: boolean;
};

/** The payer has three hours to approve, and the seller three more to capture. */
export const orderLifeMs = 3 * 60 * 60 * 1000;

/** True while the payer can decide: before the approval, or again after a declined capture. */
export function awaitsPayer({ status, isDeclined, isExpired }: Order): boolean {
  const isUndecided = status === 'CREATED' || status === 'PAYER_ACTION_REQUIRED';
  return !isExpired && (isUndecided || (status === 'APPROVED' && isDeclined));
}

/** What faults can select: the seller's own names of a unit, and the order's id. */
export function marksOf(order: Order, unit = order.units[0]): Metadata {
  return {
    order_id: order.id,
    reference_id: unit?.referenceId ?? '',
    ...(unit?.customId !== undefined && { custom_id: unit.customId }),
    ...(unit?.invoiceId !== undefined && { invoice_id: unit.invoiceId }),
  };
}

/** Money taken from the payer for one purchase unit, or on its way. */
export type Capture = {
  id: string;
  order: Order;
  unit: PurchaseUnit;
  sum: Sum;
  state: 'COMPLETED' | 'PENDING' | 'DECLINED';
  /** Why it is pending, or was taken back. */
  reason?: 'ECHECK' | 'PENDING_REVIEW' | 'CHARGEBACK';
  /** Paid from a bank account: refunds take days as well. */
  isECheck: boolean;
  createdMs: number;
  updatedMs: number;
};

/** Money that goes back to the payer. */
export type Refund = {
  id: string;
  capture: Capture;
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

/** The envelope of every notification; `resource` is a copy of that moment. */
export type WebhookEvent = {
  id: string;
  event_version: string;
  create_time: string;
  resource_type?: string;
  resource_version?: string;
  event_type: string;
  summary: string;
  resource: object;
  links: Link[];
};

/** What faults can select about a capture. */
export const marksOfCapture = ({ id, order, unit }: Capture): Metadata => ({
  ...marksOf(order, unit),
  capture_id: id,
});

/** An event with the keys to find it. */
export type EventRecord = {
  event: WebhookEvent;
  transactionIds: string[];
  createdMs: number;
};
