import { type AnyMoney, type Money, money } from '../money.ts';
import { type Payment, takenAmount } from '../payments/payment.ts';
import { isGivenByHand, type Refund } from '../refunds/refund.ts';
import { type Account, type Posting, posting, reverse } from './posting.ts';

/** The event that moved the money. */
type LedgerFact =
  | 'captured'
  /** An invoice was paid past the providers. */
  | 'paid_by_hand'
  | 'refunded'
  /** A refund failed after it had succeeded: the money is back. */
  | 'refund_failed'
  /** A refund recorded as made by hand was in fact made in the provider's dashboard. */
  | 'refund_recognised'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost';

/**
 * One event of a payment's money, written once, in the transaction that makes it true. Always
 * balanced: every posting moves an amount from one account to another.
 */
export type LedgerEntry = {
  fact: LedgerFact;
  /** Distinguishes entries of one kind for one payment: the refund's id, or a write's version. */
  of?: string;
  paymentId: string;
  /** ISO 8601 UTC. */
  at: string;
  postings: Posting[];
  /** How long after a provider's notification had come, if one told of it. */
  settledInMs?: number;
  /** How long that notification's sender waited for its answer. */
  acknowledgedInMs?: number;
};

/** The entry's name within its payment; the same event always has the same name. */
export const nameOf = ({ fact, of: cause }: Pick<LedgerEntry, 'fact' | 'of'>): string =>
  cause === undefined ? fact : `${fact}#${cause}`;

/** The provider now holds the buyer's money for the shop. */
export const capturedEntry = (payment: Payment, at: string): LedgerEntry => ({
  fact: 'captured',
  paymentId: payment.id,
  at,
  postings: [
    posting(originOf(payment), atProvider(payment), asItCame(payment, takenAmount(payment))),
  ],
});

/** The shop's own bank has the money of an invoice; no provider ever had it. */
export const paidByHandEntry = (paymentId: string, amount: Money, at: string): LedgerEntry => ({
  fact: 'paid_by_hand',
  paymentId,
  at,
  postings: [posting('sales', 'bank', amount)],
});

/** The buyer got money back, from the provider or by hand. */
export const refundedEntry = (payment: Payment, refund: Refund): LedgerEntry => ({
  fact: 'refunded',
  of: refund.id,
  paymentId: payment.id,
  at: refund.updatedAt,
  postings: [refundPosting(payment, refund)],
});

/**
 * @param refund as it was before it failed.
 * @param at ISO 8601 UTC.
 */
export const refundFailedEntry = (payment: Payment, refund: Refund, at: string): LedgerEntry => ({
  fact: 'refund_failed',
  of: refund.id,
  paymentId: payment.id,
  at,
  postings: reverse([refundPosting(payment, refund)]),
});

/** The provider refunded what was recorded as a bank transfer: the bank's money did not move. */
export const refundRecognisedEntry = (
  payment: Payment,
  refund: Refund,
  at: string,
): LedgerEntry => ({
  fact: 'refund_recognised',
  of: refund.id,
  paymentId: payment.id,
  at,
  postings: [posting(atProvider(payment), 'bank', asItCame(payment, refund.amount))],
});

function refundPosting(payment: Payment, refund: Refund): Posting {
  const source = isGivenByHand(refund) ? 'bank' : atProvider(payment);
  return posting(source, originOf(payment), asItCame(payment, refund.amount));
}

/**
 * What a dispute does to the money, as the provider now sees it; undefined when nothing moves: a
 * warning withholds nothing. The version names the entry, since disputes may come again.
 */
export function disputeEntry(before: Payment, after: Payment, at: string): LedgerEntry | undefined {
  const postings = movedByDispute(before, after);
  if (postings.length === 0) return undefined;
  return {
    fact: factOf(after.dispute),
    of: String(after.version),
    paymentId: after.id,
    at,
    postings,
  };
}

/** What was withheld goes where it now belongs; less of it, or more, comes out of the provider's. */
function movedByDispute(before: Payment, after: Payment): Posting[] {
  const [from, to] = [placeOf(before), placeOf(after)];
  const [was, is] = [withheldOf(before), withheldOf(after)];
  const stays = Math.min(was, is);
  const move = (source: Account, target: Account, minor: number): Posting[] =>
    source === target || minor <= 0
      ? []
      : [posting(source, target, asItCame(after, money(minor, after.amount.currency)))];
  return [
    ...move(from, to, stays),
    ...move(from, atProvider(after), was - stays),
    ...move(atProvider(after), to, is - stays),
  ];
}

const withheldOf = ({ amountDisputed }: Payment): number => amountDisputed?.minor ?? 0;

function placeOf(payment: Payment): Account {
  switch (payment.dispute) {
    case 'open':
      return 'disputed';
    case 'lost':
      return 'lost_disputes';
    case 'won':
    case null:
      return atProvider(payment);
  }
}

function factOf(dispute: Payment['dispute']): LedgerFact {
  switch (dispute) {
    case 'open':
      return 'dispute_opened';
    case 'lost':
      return 'dispute_lost';
    // The provider no longer knows the dispute, so it took nothing.
    case 'won':
    case null:
      return 'dispute_won';
  }
}

const atProvider = ({ provider }: Payment): Account => `provider:${provider}`;

const originOf = ({ status }: Payment): Account => (status === 'review' ? 'suspense' : 'sales');

/** Money of the payment, in the currency that the provider really took. */
const asItCame = ({ paidOtherwise }: Payment, { minor, currency }: Money): AnyMoney => ({
  minor,
  currency: paidOtherwise?.currency.toUpperCase() ?? currency,
});
