import type { Fact } from '#vocabulary/events';
import { newId } from '../ids.ts';
import { disputeEntry } from '../ledger/ledger-entry.ts';
import { type Money, minus, money, nothingIn } from '../money.ts';
import { type Payment, takenAmount } from '../payments/payment.ts';
import type { ProviderDispute } from '../payments/payment-provider.ts';
import type { Transition } from '../payments/payment-store.ts';
import type { TransitionContext } from '../payments/transition.ts';
import { isGivenByHand, type Refund } from './refund.ts';

/**
 * Moves a payment to what the provider now says of its disputes, and as much of the money as it
 * withholds for them; undefined when nothing changes.
 */
export function moveDispute(
  payment: Payment,
  refunds: readonly Refund[],
  reported: ProviderDispute | null,
  { now, randomBytes, requestId }: TransitionContext,
): Transition | undefined {
  const dispute = reported?.state ?? null;
  const amountDisputed = reported ? withheldFor(payment, refunds, reported) : undefined;
  const isSame =
    payment.dispute === dispute && payment.amountDisputed?.minor === amountDisputed?.minor;
  if (isSame) return undefined;
  const at = now.toISOString();
  const moved: Payment = {
    ...payment,
    dispute,
    amountDisputed,
    updatedAt: at,
    version: payment.version + 1,
  };
  return {
    payment: moved,
    event: isNews(payment, moved)
      ? {
          id: newId('evt', now, randomBytes(10)),
          occurredAt: at,
          requestId,
          ...whatBecame(moved),
        }
      : undefined,
    ledgerEntry: disputeEntry(payment, moved, at),
  };
}

/** A warning that has become a dispute is news; another sum of the same dispute is for the books. */
const isNews = (before: Payment, after: Payment): boolean =>
  before.dispute !== after.dispute || (withholdsNothing(before) && !withholdsNothing(after));

const withholdsNothing = ({ amountDisputed }: Payment): boolean => amountDisputed?.minor === 0;

function whatBecame({
  id: paymentId,
  dispute,
  amountDisputed,
}: Payment): Pick<Fact<'payment.disputed'>, 'type' | 'data'> | Pick<ClosedFact, 'type' | 'data'> {
  if (dispute === 'open') return { type: 'payment.disputed', data: { paymentId, dispute } };
  const lost = dispute === 'lost' && { lostMinor: String(amountDisputed?.minor ?? 0) };
  return {
    type: 'payment.dispute_closed',
    data: { paymentId, dispute: dispute ?? 'none', ...lost },
  };
}

type ClosedFact = Fact<'payment.dispute_closed'>;

/** Once a dispute is won, nothing is withheld, whatever it was about. */
function withheldFor(
  payment: Payment,
  refunds: readonly Refund[],
  { state, withheldMinor }: ProviderDispute,
): Money | undefined {
  if (state === 'won') return undefined;
  if (withheldMinor !== undefined) return money(withheldMinor, payment.amount.currency);
  return payment.amountDisputed ?? heldByProvider(payment, refunds);
}

/** The money left at the provider: refunds by hand came from the bank. */
function heldByProvider(payment: Payment, refunds: readonly Refund[]): Money {
  const given = refunds.filter((refund) => refund.status === 'succeeded' && !isGivenByHand(refund));
  const left = given.reduce((rest, { amount }) => minus(rest, amount), takenAmount(payment));
  return left.minor > 0 ? left : nothingIn(payment.amount.currency);
}
