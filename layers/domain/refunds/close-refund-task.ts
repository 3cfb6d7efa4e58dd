import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { moveRefund } from './move-refund.ts';
import { dropped, type Refund } from './refund.ts';
import { RefundTaskClosedError } from './refund-errors.ts';
import type { RefundReference } from './refund-store.ts';
import { askProviderToRefund, type RefundDeps } from './request-refund.ts';

/** How a person ends a refund task. */
export type TaskOutcome =
  /** Refunded by hand; `proof` names the evidence, such as a transfer's reference. */
  | { outcome: 'given_back'; proof: string }
  /** The provider should refund it, if it can. */
  | { outcome: 'ask_provider' }
  /** The shop keeps the money; the amount can be refunded again. */
  | { outcome: 'dropped'; reason: string };

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the payment' };

/**
 * Ends a refund task, once, and records who ended it and how.
 *
 * @throws NotFoundError when there is no such task.
 * @throws RefundTaskClosedError when it was ended before.
 */
export async function closeRefundTask(
  deps: RefundDeps,
  { paymentId, refundId }: RefundReference,
  ending: TaskOutcome,
  context: AuditContext,
): Promise<Refund> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    const refund = refunds.find(({ id }) => id === refundId);
    if (!payment || !refund) throw new NotFoundError('refund_task');
    if (refund.status !== 'manual') throw new RefundTaskClosedError();
    const transition = moveRefund(payment, refund, changeFor(ending), context)!;
    const audit = auditEntry(context, {
      action: 'refund_task.closed',
      subject: refundId,
      before: { status: refund.status },
      after: { status: transition.refund.status, ...ending },
    });
    if ((await deps.refunds.save(transition, audit)) === 'stale') return overtaken;
    return ending.outcome === 'ask_provider'
      ? askProviderToRefund(deps, transition.payment, transition.refund, context.requestId)
      : transition.refund;
  });
}

function changeFor(ending: TaskOutcome): Parameters<typeof moveRefund>[2] {
  switch (ending.outcome) {
    case 'given_back':
      return { status: 'succeeded', proof: ending.proof };
    case 'ask_provider':
      return { status: 'requested' };
    case 'dropped':
      return { status: 'failed', failure: { code: dropped, message: ending.reason } };
  }
}
