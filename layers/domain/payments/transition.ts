import type { EventType } from '#vocabulary/events';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import { capturedEntry } from '../ledger/ledger-entry.ts';
import { type AnyMoney, currencyOf, money, sameMoney } from '../money.ts';
import { nextCheckAt } from './next-check.ts';
import { declinesWith, newDecline } from './note-decline.ts';
import { paidThing } from './paid-thing.ts';
import { type Ended, isOpen, type Payment, type PaymentStatus } from './payment.ts';
import type { ProviderState } from './payment-provider.ts';
import type { Transition } from './payment-store.ts';

/** Possible next statuses for each status. `completed` replaces every guess made without it. */
const mayBecome: Record<PaymentStatus, readonly PaymentStatus[]> = {
  pending: ['processing', 'completed', 'failed', 'cancelled', 'expired', 'review'],
  processing: ['completed', 'failed', 'cancelled', 'expired', 'review'],
  failed: ['completed', 'review'],
  cancelled: ['completed', 'review'],
  expired: ['completed', 'review'],
  review: [],
  completed: [],
};

type EndedFact = Extract<EventType, `payment.${PaymentStatus}`>;

const eventOf: Partial<Record<PaymentStatus, EndedFact>> = {
  completed: 'payment.completed',
  failed: 'payment.failed',
  cancelled: 'payment.cancelled',
  expired: 'payment.expired',
  review: 'payment.review',
};

const isEnd = (status: PaymentStatus): status is Ended =>
  status !== 'completed' && eventOf[status] !== undefined;

export type TransitionContext = { now: Date; randomBytes: RandomBytes; requestId: string };

/**
 * Decides what the provider's state means for a payment; undefined when nothing changes.
 *
 * Received money makes it `completed` only when amount and currency are those requested; anything
 * else is a case for `review`.
 */
export function decideTransition(
  payment: Payment,
  now: ProviderState,
  context: TransitionContext,
): Transition | undefined {
  const status = statusFor(payment, now);
  if (!mayBecome[payment.status].includes(status)) return noteDecline(payment, now, context);
  return moveTo(status, payment, now, context);
}

/** A decline on the provider's page moves nothing; the payment only remembers it. */
function noteDecline(
  payment: Payment,
  state: ProviderState,
  { now }: TransitionContext,
): Transition | undefined {
  const lastDecline = payment.status === 'pending' ? newDecline(payment, state, now) : undefined;
  if (!lastDecline) return undefined;
  const updatedAt = now.toISOString();
  const declined = { lastDecline, declinedAt: declinesWith(payment, lastDecline, now) };
  return { payment: { ...payment, ...declined, updatedAt, version: payment.version + 1 } };
}

function statusFor(payment: Payment, now: ProviderState): PaymentStatus {
  if (now.state === 'cancelled' || now.state === 'expired') return payment.closing ?? now.state;
  if (now.state !== 'paid') return now.state;
  const { amountPaid } = paidInto(payment, now.amount);
  return amountPaid && sameMoney(amountPaid, payment.amount) ? 'completed' : 'review';
}

/** What came, as money of the payment or as something else. */
const paidInto = (
  { amount }: Payment,
  came: AnyMoney,
): Pick<Payment, 'amountPaid' | 'paidOtherwise'> =>
  currencyOf(came.currency) === amount.currency
    ? { amountPaid: money(came.minor, amount.currency) }
    : { paidOtherwise: came };

function moveTo(
  status: PaymentStatus,
  payment: Payment,
  now: ProviderState,
  { now: at, randomBytes, requestId }: TransitionContext,
): Transition {
  const time = at.toISOString();
  const declined = newDecline(payment, now, at);
  const moved: Payment = {
    ...payment,
    status,
    updatedAt: time,
    version: payment.version + 1,
    ...(now.state === 'paid' && {
      ...paidInto(payment, now.amount),
      providerTransaction: now.transaction,
    }),
    ...(declined && {
      lastDecline: declined,
      declinedAt: declinesWith(payment, declined, at),
    }),
    ...(isEnd(status) && { ended: { ...payment.ended, [status]: time } }),
    ...(now.state === 'failed' && { failure: { code: now.code, message: now.message } }),
    ...(status === 'completed' && { completedAt: time, failure: undefined }),
  };
  const type = eventOf[status];
  return {
    payment: {
      ...moved,
      checkAt: nextCheckAt(moved, at),
      // What allows a buyer to act is kept only while they may.
      action: isOpen(moved) ? moved.action : undefined,
      // Counted since: the row should not end a few bytes above a kilobyte.
      respondedInMs: isOpen(moved) ? moved.respondedInMs : undefined,
    },
    event: type && {
      id: newId('evt', at, randomBytes(10)),
      type,
      occurredAt: time,
      requestId,
      data: paidThing(payment),
    },
    // An invalid amount moves no money in the ledger; a person looks at it anyway.
    ledgerEntry:
      now.state === 'paid' && now.amount.minor > 0 ? capturedEntry(moved, time) : undefined,
  };
}
