import type { RetentionPeriods } from '#vocabulary/retention';
import type { Customer } from '../customers/customer.ts';
import { isErasedBuyer } from '../erasure/erased.ts';
import { timeOfId } from '../ids.ts';
import type { Order } from '../orders/order.ts';
import { type Payment, takenOf } from '../payments/payment.ts';

const dayMs = 24 * 3_600_000;

/** The newest thing of a customer of each kind, by its id, which holds its time. */
export type NewestOf = { order?: string; payment?: string };

/** Whoever had the last contact before then is forgotten. */
export function guestsBefore({ guestMonths }: RetentionPeriods, now: Date): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - guestMonths);
  return then;
}

export const unpaidBefore = ({ unpaidDays }: RetentionPeriods, now: Date): Date =>
  new Date(now.getTime() - unpaidDays * dayMs);

/**
 * Who may be forgotten without being asked: a guest who never proved the mailbox, and whom the shop
 * has archived. A member has an account and would have to be told before.
 */
export const mayBeForgotten = ({ state, archivedAt, subscription }: Customer): boolean =>
  state !== 'erased' &&
  (state === 'inactive' || archivedAt !== undefined) &&
  subscription === undefined;

/** The last order, payment, or change of what is stored. */
export function lastContact(customer: Customer, { order, payment }: NewestOf): Date {
  const times = [order, payment].flatMap((id) => (id === undefined ? [] : timeOfId(id).getTime()));
  return new Date(Math.max(Date.parse(customer.updatedAt), ...times));
}

/** Cancelled, or expired; whoever is asked for money later has nothing to remember of it. */
export function isUnpaidOrder({ status, paidBy, expiresAt, buyer }: Order, now: Date): boolean {
  const isOver = status === 'pending_payment' && expiresAt < now.toISOString();
  return paidBy === undefined && (status === 'cancelled' || isOver) && !isErasedBuyer(buyer);
}

/** Whether nothing was taken, and nothing is left to learn. */
export const isUnpaidPayment = (payment: Payment): boolean =>
  cameToNothing.has(payment.status) &&
  payment.checkAt === undefined &&
  takenOf(payment) === undefined &&
  payment.dispute === null &&
  !isErasedBuyer(payment.buyer);

const cameToNothing: ReadonlySet<Payment['status']> = new Set(['failed', 'cancelled', 'expired']);

/** A shop's server need not name a customer: then nobody else forgets the buyer. */
export const isNobodys = ({ buyer }: Payment): boolean =>
  buyer.customerId === undefined && !isErasedBuyer(buyer);

/** Nothing is older than the product. */
const firstYear = 2026;

/** Years whose documents need not be kept any more, the oldest first. */
export function yearsOfDocumentsDue({ documentYears }: RetentionPeriods, now: Date): number[] {
  const last = now.getUTCFullYear() - documentYears - 1;
  return Array.from({ length: Math.max(0, last - firstYear + 1) }, (_, index) => firstYear + index);
}
