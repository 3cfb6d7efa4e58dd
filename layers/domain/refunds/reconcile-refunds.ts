import { type FollowDeps, followMoneyBack } from './follow-money-back.ts';
import { isWithheld } from './move-refund.ts';
import { checkAfter } from './next-refund-check.ts';
import type { Refund, RefundStatus } from './refund.ts';
import type { RefundReference } from './refund-store.ts';
import { askProviderToRefund } from './request-refund.ts';

export type RefundCheck =
  | (RefundReference & { status: RefundStatus })
  | (RefundReference & { status: 'unknown'; error: unknown });

export type ReconcileRefundsRequest = { dueAt: Date; limit: number; requestId: string };

/**
 * Asks about refunds whose result is unknown. Requests one that the provider never received again,
 * with its own key. One failure does not stop the others.
 */
export async function reconcileRefunds(
  deps: FollowDeps,
  { dueAt, limit, requestId }: ReconcileRefundsRequest,
): Promise<RefundCheck[]> {
  const checks: RefundCheck[] = [];
  for (const due of await deps.refunds.listDue(dueAt, limit)) {
    const check = await findOut(deps, due, requestId).then(
      (status): RefundCheck => ({ ...due, status }),
      (error): RefundCheck => ({ ...due, status: 'unknown', error }),
    );
    checks.push(check);
    await deps.refunds.postpone(due, checkAfter(dueAt));
  }
  return checks;
}

async function findOut(
  deps: FollowDeps,
  { paymentId, refundId }: RefundReference,
  requestId: string,
): Promise<RefundStatus> {
  // Reads the provider's list first: it outlives the provider's memory of our keys.
  await followMoneyBack(deps, { paymentId, requestId });
  const { payment, refunds } = await deps.refunds.load(paymentId);
  const refund = refunds.find(({ id }) => id === refundId);
  if (!payment || !refund) throw new Error('a due refund is not stored');
  const mayBeAsked = refund.status === 'requested' && !isWithheld(payment);
  const found: Refund = mayBeAsked
    ? await askProviderToRefund(deps, payment, refund, requestId)
    : refund;
  return found.status;
}
