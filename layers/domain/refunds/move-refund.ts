import type { DomainEvent } from '#vocabulary/events';
import { newId } from '../ids.ts';
import { type LedgerEntry, refundedEntry, refundFailedEntry } from '../ledger/ledger-entry.ts';
import { type Money, minus, nothingIn, plus } from '../money.ts';
import { paidThing } from '../payments/paid-thing.ts';
import { type Payment, takenAmount } from '../payments/payment.ts';
import type { TransitionContext } from '../payments/transition.ts';
import { dropped, holdsMoney, type Refund, type RefundStatus } from './refund.ts';

/** A refund's next state with its payment's; all of it is written in one transaction. */
export type RefundTransition = {
  payment: Payment;
  refund: Refund;
  event?: DomainEvent;
  ledgerEntry?: LedgerEntry;
};

const mayBecome: Record<RefundStatus, readonly RefundStatus[]> = {
  requested: ['pending', 'manual', 'succeeded', 'failed'],
  pending: ['succeeded', 'failed'],
  // The provider may be able to do it after all, or a person may do it in its dashboard.
  manual: ['requested', 'pending', 'succeeded', 'failed'],
  // A bank may return the money days later.
  succeeded: ['failed'],
  failed: [],
};

/**
 * Moves a refund and its payment's totals; undefined when nothing changes.
 *
 * A refund that fails, even after it had succeeded, frees its amount again.
 */
export function moveRefund(
  payment: Payment,
  refund: Refund,
  change: Pick<Refund, 'status'> & Partial<Pick<Refund, 'providerReference' | 'proof' | 'failure'>>,
  context: TransitionContext,
): RefundTransition | undefined {
  if (!mayBecome[refund.status].includes(change.status)) return undefined;
  const at = context.now.toISOString();
  const moved: Refund = { ...refund, ...change, updatedAt: at };
  return {
    refund: moved,
    payment: withSums(payment, {
      amountReserved: holdsMoney(moved)
        ? payment.amountReserved
        : minus(payment.amountReserved, refund.amount),
      amountRefunded: sumGiven(payment, refund, moved),
      at,
    }),
    event: eventOf(moved, payment, context),
    ledgerEntry: entryOf(payment, refund, moved),
  };
}

function sumGiven({ amountRefunded }: Payment, before: Refund, after: Refund): Money {
  if (after.status === 'succeeded') return plus(amountRefunded, after.amount);
  return before.status === 'succeeded' ? minus(amountRefunded, before.amount) : amountRefunded;
}

/** Money moves when a refund succeeds, and back when it fails after that. */
function entryOf(payment: Payment, before: Refund, after: Refund): LedgerEntry | undefined {
  if (after.status === 'succeeded') return refundedEntry(payment, after);
  return before.status === 'succeeded'
    ? refundFailedEntry(payment, before, after.updatedAt)
    : undefined;
}

/** Reserves a new refund's amount. The caller has checked that it is available. */
export function reserveRefund(payment: Payment, refund: Refund): RefundTransition {
  return {
    refund,
    payment: withSums(payment, {
      amountReserved: plus(payment.amountReserved, refund.amount),
      amountRefunded: payment.amountRefunded,
      at: refund.createdAt,
    }),
  };
}

/**
 * What may still be refunded: what the provider really took, less what is pending and what it
 * withholds for a dispute, or gave to the buyer because of one.
 */
export function refundable(payment: Payment): Money {
  const left = minus(takenAmount(payment), payment.amountReserved);
  const { dispute, amountDisputed = left } = payment;
  if (dispute !== 'open' && dispute !== 'lost') return left;
  const free = minus(left, amountDisputed);
  return free.minor > 0 ? free : nothingIn(left.currency);
}

/** The provider refuses every refund while a dispute withholds money; a warning withholds none. */
export const isWithheld = ({ dispute, amountDisputed }: Payment): boolean =>
  dispute === 'open' && amountDisputed?.minor !== 0;

function withSums(
  payment: Payment,
  sums: { amountReserved: Money; amountRefunded: Money; at: string },
): Payment {
  const { at, ...amounts } = sums;
  const { minor } = amounts.amountRefunded;
  const isFull = minor > 0 && minor >= takenAmount(payment).minor;
  return {
    ...payment,
    ...amounts,
    refundState: isFull ? 'full' : minor > 0 ? 'partial' : 'none',
    updatedAt: at,
    version: payment.version + 1,
  };
}

const typeOf: Partial<
  Record<RefundStatus, 'payment.refunded' | 'refund.failed' | 'refund.task_opened'>
> = {
  succeeded: 'payment.refunded',
  failed: 'refund.failed',
  manual: 'refund.task_opened',
};

function eventOf(
  refund: Refund,
  payment: Payment,
  context: TransitionContext,
): DomainEvent | undefined {
  const type = typeOf[refund.status];
  // A person dropped it, so nobody needs to be told.
  if (type === undefined || refund.failure?.code === dropped) return undefined;
  return {
    id: newId('evt', context.now, context.randomBytes(10)),
    type,
    occurredAt: context.now.toISOString(),
    requestId: context.requestId,
    data: { ...paidThing(payment), refundId: refund.id },
  };
}
