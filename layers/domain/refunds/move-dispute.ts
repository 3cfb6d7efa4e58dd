import type { Fact } from '#vocabulary/events';
import { newId } from '../ids.ts';
import { disputeEntry } from '../ledger/ledger-entry.ts';
import { type Money, minus, nothingIn } from '../money.ts';
import { type Payment, takenAmount } from '../payments/payment.ts';
import type { Transition } from '../payments/payment-store.ts';
import type { TransitionContext } from '../payments/transition.ts';
import { isGivenByHand, type Refund } from './refund.ts';

/** Moves a payment to what the provider now says of its dispute, and the money with it. */
export function moveDispute(
  payment: Payment,
  refunds: readonly Refund[],
  dispute: Payment['dispute'],
  { now, randomBytes, requestId }: TransitionContext,
): Transition {
  const at = now.toISOString();
  const amountDisputed = payment.amountDisputed ?? heldByProvider(payment, refunds);
  const disputed = { ...payment, dispute, updatedAt: at, version: payment.version + 1 };
  const isOverForGood = dispute === 'won' || dispute === null;
  return {
    payment: { ...disputed, amountDisputed: isOverForGood ? undefined : amountDisputed },
    event: {
      id: newId('evt', now, randomBytes(10)),
      occurredAt: at,
      requestId,
      ...whatBecame(payment.id, dispute),
    },
    ledgerEntry: disputeEntry(payment.dispute, { ...disputed, amountDisputed }, at),
  };
}

const whatBecame = (
  paymentId: string,
  dispute: Payment['dispute'],
): Pick<Fact<'payment.disputed'>, 'type' | 'data'> | Pick<ClosedFact, 'type' | 'data'> =>
  dispute === 'open'
    ? { type: 'payment.disputed', data: { paymentId, dispute } }
    : { type: 'payment.dispute_closed', data: { paymentId, dispute: dispute ?? 'none' } };

type ClosedFact = Fact<'payment.dispute_closed'>;

/** What is left of the money at the provider: what people gave back by hand came from elsewhere. */
function heldByProvider(payment: Payment, refunds: readonly Refund[]): Money {
  const given = refunds.filter((one) => one.status === 'succeeded' && !isGivenByHand(one));
  const left = given.reduce((rest, { amount }) => minus(rest, amount), takenAmount(payment));
  return left.minor > 0 ? left : nothingIn(payment.amount.currency);
}
