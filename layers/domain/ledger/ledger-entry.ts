import type { AnyMoney, Money } from '../money.ts';
import { type Payment, takenAmount } from '../payments/payment.ts';
import { isGivenByHand, type Refund } from '../refunds/refund.ts';
import { type Account, type Posting, posting, reverse } from './posting.ts';

/** What moved the money. */
type LedgerFact =
  | 'captured'
  | 'refunded'
  /** A refund that had succeeded failed after all: the money is back. */
  | 'refund_failed'
  /** A refund that was noted as made by hand was made in the provider's dashboard. */
  | 'refund_recognised'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost';

/**
 * One fact about a payment's money, written once, in the transaction that makes it true. It balances
 * by its form: every posting takes from one account what it gives to another.
 */
export type LedgerEntry = {
  fact: LedgerFact;
  /** Tells facts of one kind about one payment apart: the refund, or the write that noted it. */
  of?: string;
  paymentId: string;
  /** ISO 8601 UTC. */
  at: string;
  postings: Posting[];
};

/** What an entry is called among those of its payment: the same fact has the same name. */
export const nameOf = ({ fact, of }: Pick<LedgerEntry, 'fact' | 'of'>): string =>
  of === undefined ? fact : `${fact}#${of}`;

/** The provider now holds the buyer's money for the shop. */
export const capturedEntry = (payment: Payment, at: string): LedgerEntry => ({
  fact: 'captured',
  paymentId: payment.id,
  at,
  postings: [
    posting(originOf(payment), atProvider(payment), asItCame(payment, takenAmount(payment))),
  ],
});

/** The buyer has money back: from the provider, or from a person who gave it by hand. */
export const refundedEntry = (payment: Payment, refund: Refund): LedgerEntry => ({
  fact: 'refunded',
  of: refund.id,
  paymentId: payment.id,
  at: refund.updatedAt,
  postings: [refundPosting(payment, refund)],
});

/**
 * @param refund as it was while it counted as given back.
 * @param at ISO 8601 UTC.
 */
export const refundFailedEntry = (payment: Payment, refund: Refund, at: string): LedgerEntry => ({
  fact: 'refund_failed',
  of: refund.id,
  paymentId: payment.id,
  at,
  postings: reverse([refundPosting(payment, refund)]),
});

/** The provider gave back what was taken for a transfer by hand: the bank's money never moved. */
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
 * What a dispute does to the money, as the provider now sees it; undefined when nothing moves. The
 * payment is as it will be: its version names the entry, since disputes may come again.
 */
export function disputeEntry(
  before: Payment['dispute'],
  payment: Payment,
  at: string,
): LedgerEntry | undefined {
  const from = placeOf(before, payment);
  const to = placeOf(payment.dispute, payment);
  const { amountDisputed } = payment;
  if (from === to || !amountDisputed?.minor) return undefined;
  return {
    fact: factOf(payment.dispute),
    of: String(payment.version),
    paymentId: payment.id,
    at,
    postings: [posting(from, to, asItCame(payment, amountDisputed))],
  };
}

function placeOf(dispute: Payment['dispute'], payment: Payment): Account {
  switch (dispute) {
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
    // A dispute of which the provider knows nothing any more took nothing.
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
