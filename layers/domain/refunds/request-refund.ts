import { createHash } from 'node:crypto';
import { type Caller, callerId } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { type Money, money } from '../money.ts';
import type { Payment } from '../payments/payment.ts';
import type { PaymentProviders, RefundAnswer } from '../payments/payment-provider.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { applyChange, type ChangeDeps } from './apply-change.ts';
import { followRefunds } from './follow-refunds.ts';
import { isWithheld, type moveRefund, refundable, reserveRefund } from './move-refund.ts';
import { orderOf, type Refund } from './refund.ts';
import { RefundRefusedError } from './refund-errors.ts';

export type RefundDeps = ChangeDeps & { providers: PaymentProviders };

export type RefundRequest = {
  paymentId: string;
  /** Minor units; the whole remaining amount when absent. */
  amount?: number;
  reason: string;
  /** For the buyer to read. */
  noteToBuyer?: string;
  claim: Claim;
  /** Who asks: every refund has an entry in the audit trail. */
  by: AuditContext<Caller>;
};

/**
 * Refunds a payment, once for one claim.
 *
 * Reserves the amount on the payment before it asks the provider, by a write that fails when the
 * payment was written meanwhile: however many ask at once, never more is refunded than was taken. A
 * refund that the provider refuses frees its amount.
 *
 * @throws RefundRefusedError when the payment cannot be refunded, or not by that amount.
 */
export async function requestRefund(deps: RefundDeps, request: RefundRequest): Promise<Refund> {
  const { payment, refund } = await reserve(deps, request);
  return refund.status === 'requested'
    ? askProviderToRefund(deps, payment, refund, request.by.requestId)
    : refund;
}

const race = { attemptsMax: 10, busy: 'the payment is being written by too many at once' };

async function reserve(deps: RefundDeps, request: RefundRequest) {
  const { claim, paymentId } = request;
  const id = newId(
    'ref',
    new Date(claim.createdAt),
    createHash('sha256').update(claim.id).digest(),
  );
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    if (!payment) throw new NotFoundError('payment');
    const existing = refunds.find((refund) => refund.id === id);
    if (existing) return { payment, refund: existing };
    const refund = newRefund(payment, id, request);
    const reserved = reserveRefund(payment, refund);
    return (await deps.refunds.save(reserved, requested(request.by, refund))) === 'saved'
      ? reserved
      : overtaken;
  });
}

const requested = (by: AuditContext<Caller>, { id, paymentId, amount, reason }: Refund) =>
  auditEntry(by, {
    action: 'refund.requested',
    subject: id,
    before: null,
    after: { paymentId, amount: amount.minor, currency: amount.currency },
    reason,
  });

function newRefund(payment: Payment, id: string, request: RefundRequest): Refund {
  const remaining = refundable(payment);
  const { currency } = payment.amount;
  const amount = request.amount === undefined ? remaining : money(request.amount, currency);
  requireRefundable(payment, amount, remaining);
  return {
    id,
    paymentId: payment.id,
    amount,
    reason: request.reason,
    ...(request.noteToBuyer !== undefined && { noteToBuyer: request.noteToBuyer }),
    status: 'requested',
    requestedBy: callerId(request.by.caller),
    createdAt: request.claim.createdAt,
    updatedAt: request.claim.createdAt,
  };
}

function requireRefundable(payment: Payment, amount: Money, remaining: Money): void {
  const isPaid = payment.status === 'completed' || payment.status === 'review';
  if (!isPaid)
    throw new RefundRefusedError('payment_not_refundable', `This payment is ${payment.status}.`);
  if (isWithheld(payment))
    throw new RefundRefusedError('payment_disputed', 'A dispute is open: its outcome decides.');
  if (payment.dispute === 'lost' && remaining.minor <= 0)
    throw new RefundRefusedError(
      'payment_disputed',
      'A dispute was lost: the buyer has the money back.',
    );
  if (remaining.minor <= 0)
    throw new RefundRefusedError(
      'refund_exceeds_remaining',
      'The payment has been refunded in full.',
    );
  if (amount.minor > remaining.minor)
    throw new RefundRefusedError(
      'refund_exceeds_remaining',
      `At most ${remaining.minor} (minor units) can still be refunded.`,
    );
}

/**
 * Asks the provider for a reserved refund and stores its answer. A refusal may be due to an unknown
 * refund in its dashboard, so its list is read at once.
 */
export async function askProviderToRefund(
  deps: RefundDeps,
  payment: Payment,
  refund: Refund,
  requestId: string,
): Promise<Refund> {
  const provider = await deps.providers(payment.provider);
  const answer = await provider.refund(payment, orderOf(refund));
  const change = changeFor(answer);
  if (!change) return refund;
  const changed = await applyChange(deps, refund, change, requestId);
  const reported = answer.kind === 'refused' && (await provider.moneyBack(payment));
  if (reported && reported.kind === 'known')
    await followRefunds(deps, payment, reported.refunds, requestId);
  return changed;
}

/** Without an answer nothing changes: the refund is requested again with its own key. */
function changeFor(answer: RefundAnswer): Parameters<typeof moveRefund>[2] | undefined {
  switch (answer.kind) {
    case 'accepted':
      return { status: answer.status, providerReference: answer.reference };
    case 'refused':
      return { status: 'failed', failure: { code: answer.code, message: answer.message } };
    case 'manual':
      return { status: 'manual' };
    case 'unknown':
      return undefined;
  }
}
