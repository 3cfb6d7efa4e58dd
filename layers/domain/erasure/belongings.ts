import { mailboxHash } from '../members/mailbox.ts';
import type { Member } from '../members/member.ts';
import type { Order } from '../orders/order.ts';
import { type Buyer, isOpen, type Payment } from '../payments/payment.ts';
import type { Refund } from '../refunds/refund.ts';
import { isErasedBuyer } from './erased.ts';
import { isOfRetention, type Subject } from './erasure.ts';

/** A payment with everything that is stored beside it. */
export type PaymentFile = {
  payment: Payment;
  refunds: Refund[];
  invoiceId?: string;
  /** Absent without any. */
  creditNoteIds?: string[];
};

/** The mailboxes of an erased person or company, and how they are typed. */
export type Mailboxes = { hashes: ReadonlySet<string>; addresses: readonly string[] };

export function mailboxesOf({
  customer,
  members,
}: Pick<Subject, 'customer' | 'members'>): Mailboxes {
  const addresses = [customer.email, ...members.map(({ email }: Member) => email)];
  const hashes = new Set(addresses.map(mailboxHash));
  return { hashes, addresses: [...new Set(addresses)] };
}

/**
 * Whether a payment or an order is about the erased: it is theirs, or nobody's and has one of their
 * addresses and a person has asked. What came after the request is a new beginning.
 */
export function isAbout(
  { buyer, createdAt }: { buyer: Buyer; createdAt: string },
  { erasure, customer }: Subject,
  { hashes }: Mailboxes,
): boolean {
  if (isErasedBuyer(buyer)) return buyer.customerId === customer.id;
  if (buyer.customerId !== undefined) return buyer.customerId === customer.id;
  if (isOfRetention(erasure)) return false;
  return createdAt < erasure.requestedAt && hashes.has(mailboxHash(buyer.email));
}

/** Whether nothing will happen to a payment for which its buyer must be known. */
export function isSettled({ payment, refunds, invoiceId }: PaymentFile): boolean {
  if (isOpen(payment)) return false;
  const isRefundRunning = refunds.some(({ status }) => !restingRefunds.has(status));
  if (isRefundRunning || payment.dispute === 'open') return false;
  const needsPerson = payment.status === 'review' && payment.refundState !== 'full';
  const needsInvoice = payment.status === 'completed' && !payment.isDuplicate;
  return !needsPerson && !(needsInvoice && invoiceId === undefined);
}

const restingRefunds: ReadonlySet<Refund['status']> = new Set(['succeeded', 'failed']);

/** A paid order whose files are judged just now: what is copied meanwhile would stay behind. */
export const isJudgingFiles = ({ paidBy, files = [] }: Order): boolean =>
  paidBy !== undefined && files.some(({ status }) => status === 'awaited');

/** A guest may still pay for it, or has: it becomes somebody's, or expires. */
export const isAwaitingPayment = ({ status, expiresAt, customerId }: Order, now: Date): boolean =>
  customerId === undefined && status === 'pending_payment' && now.toISOString() < expiresAt;
