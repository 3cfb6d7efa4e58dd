import type { Money } from '../money.ts';

export type Account = `provider:${string}` | 'sales';

/** One side of an entry; debits are positive, credits negative, in minor units. */
export type Posting = { account: Account; minor: number };

/** A balanced entry: the postings of one fact add up to zero. */
export type LedgerEntry = {
  fact: 'captured';
  paymentId: string;
  currency: Money['currency'];
  at: string;
  postings: Posting[];
};

/** The provider now holds the buyer's money for the shop. */
export const capturedEntry = (capture: {
  paymentId: string;
  provider: string;
  amount: Money;
  at: string;
}): LedgerEntry => ({
  fact: 'captured',
  paymentId: capture.paymentId,
  currency: capture.amount.currency,
  at: capture.at,
  postings: [
    { account: `provider:${capture.provider}`, minor: capture.amount.minor },
    { account: 'sales', minor: -capture.amount.minor },
  ],
});
