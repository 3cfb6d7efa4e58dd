import type { AnyMoney } from '../money.ts';

export type Account =
  /** What a provider holds for the shop, or has paid out to it. */
  | `provider:${string}`
  /** What is sold. Money comes out of it: what was sold and not given back is what it owes. */
  | 'sales'
  /** Money that came other than it was asked for: nobody knows yet what it is for. */
  | 'suspense'
  /** Where people give money back from by hand: the shop's own account at its bank. */
  | 'bank'
  /** What a provider withholds until a dispute is over. */
  | 'disputed'
  /** What buyers got back because a dispute was lost. */
  | 'lost_disputes';

/** Money that moved from one account to another: what leaves the one arrives in the other. */
export type Posting = {
  readonly from: Account;
  readonly to: Account;
  readonly money: AnyMoney;
};

/** @throws RangeError when the amount is negative, or no whole number that a double holds. */
export function posting(from: Account, to: Account, { minor, currency }: AnyMoney): Posting {
  if (!Number.isSafeInteger(minor) || minor < 0)
    throw new RangeError(`a posting moves a whole, positive number of minor units, got ${minor}`);
  return { from, to, money: { minor, currency } };
}

/** Moves everything back, the last first. */
export const reverse = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ from, to, money }) => ({ from: to, to: from, money })).reverse();

/** What an account holds of a currency after these postings, in minor units. */
export function balanceOf(
  account: Account,
  currency: string,
  postings: readonly Posting[],
): number {
  const moved = postings.filter(({ money }) => money.currency === currency);
  return moved.reduce(
    (balance, { from, to, money }) =>
      balance + (Number(to === account) - Number(from === account)) * money.minor,
    0,
  );
}
