import { createHash } from 'node:crypto';
import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import type { DomainEvent, EventType } from '../events.ts';
import { newId } from '../ids.ts';
import { money } from '../money.ts';
import type { Notification } from '../payments/notification.ts';
import type { Payment } from '../payments/payment.ts';
import type { ProviderRefund } from '../payments/payment-provider.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import { reserveRefund } from './move-refund.ts';
import type { Refund } from './refund.ts';
import { applyChange, type RefundDeps } from './request-refund.ts';

export type FollowDeps = RefundDeps & { payments: Pick<PaymentStore, 'save' | 'keep'> };

export type FollowRequest = { paymentId: string; requestId: string; notification?: Notification };

/**
 * Brings refunds and dispute of a payment to what the provider says now, whatever it notified of:
 * ours move on, those made in its dashboard are taken in, and one that failed after all restores
 * what may be given back. Safe to repeat, in any order.
 *
 * @throws NotFoundError when no such payment is stored (yet): a queue tries again.
 * @throws ProviderUnreachableError when the provider does not answer.
 */
export async function followMoneyBack(deps: FollowDeps, request: FollowRequest): Promise<Payment> {
  const { payment } = await deps.refunds.load(request.paymentId);
  if (!payment) throw new NotFoundError('payment');
  const provider = await deps.providers(payment.provider);
  const answer = await provider.moneyBack(payment);
  if (answer.kind === 'unknown') throw new ProviderUnreachableError({ cause: answer.cause });
  for (const refund of answer.refunds) await followRefund(deps, payment, refund, request.requestId);
  const followed = await followDispute(deps, request, answer.dispute);
  if (request.notification) await deps.payments.keep(request.notification);
  return followed;
}

async function followRefund(
  deps: FollowDeps,
  { id: paymentId }: Payment,
  theirs: ProviderRefund,
  requestId: string,
): Promise<void> {
  const ours = await findOrImport(deps, paymentId, theirs);
  const change = { status: theirs.status, providerReference: theirs.reference };
  await applyChange(deps, ours, change, requestId);
}

const attemptsMax = 10;

async function findOrImport(
  deps: FollowDeps,
  paymentId: string,
  theirs: ProviderRefund,
): Promise<Refund> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    if (!payment) throw new NotFoundError('payment');
    const known = refunds.find(
      ({ id, providerReference }) =>
        id === theirs.refundId || providerReference === theirs.reference,
    );
    if (known) return known;
    const imported = importedRefund(payment, theirs, deps.now());
    if ((await deps.refunds.save(reserveRefund(payment, imported))) === 'saved') return imported;
  }
  throw new Error('the payment is being written by too many at once');
}

/** Its id comes from the provider's, so that two who import it make one. */
const importedRefund = (payment: Payment, theirs: ProviderRefund, now: Date): Refund => ({
  id: newId(
    'ref',
    new Date(payment.createdAt),
    createHash('sha256').update(`${payment.provider}:${theirs.reference}`).digest(),
  ),
  paymentId: payment.id,
  amount: money(theirs.minor, payment.amount.currency),
  reason: 'provider_dashboard',
  status: 'requested',
  requestedBy: payment.provider,
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  providerReference: theirs.reference,
});

async function followDispute(
  deps: FollowDeps,
  { paymentId, requestId }: FollowRequest,
  dispute: Payment['dispute'],
): Promise<Payment> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const { payment } = await deps.refunds.load(paymentId);
    if (!payment) throw new NotFoundError('payment');
    if (payment.dispute === dispute) return payment;
    const at = deps.now().toISOString();
    const moved = { ...payment, dispute, updatedAt: at, version: payment.version + 1 };
    const event = disputeEvent(deps, moved, requestId);
    if ((await deps.payments.save({ payment: moved, event })) === 'saved') return moved;
  }
  throw new Error('the payment is being written by too many at once');
}

function disputeEvent(
  { now, randomBytes }: FollowDeps,
  { id, dispute }: Payment,
  requestId: string,
): DomainEvent {
  const type: EventType = dispute === 'open' ? 'payment.disputed' : 'payment.dispute_closed';
  return {
    id: newId('evt', now(), randomBytes(10)),
    type,
    occurredAt: now().toISOString(),
    requestId,
    data: { paymentId: id, dispute: dispute ?? 'none' },
  };
}
