import type { AnyMoney } from '../money.ts';

export type Account =
  /** Money that a provider holds for the shop or has paid out to it. */
  | `provider:${string}`
  /** Sales, the source of captured money: sales less refunds are its negative balance. */
  | 'sales'
  /** Money with a wrong amount or currency, until a person decides about it. */
  | 'suspense'
  /** The shop's own bank account, from which people refund by hand. */
  | 'bank'
  /** Money that a provider withholds until a dispute is over. */
  | 'disputed'
  /** Money that buyers got back because the shop lost a dispute. */
  | 'lost_disputes';

/** Money moved from one account to another: what leaves one arrives in the other. */
export type Posting = {
  readonly from: Account;
  readonly to: Account;
  readonly money: AnyMoney;
};

/** @throws RangeError when the amount is negative, or not a whole number that a double holds. */
export function posting(from: Account, to: Account, { minor, currency }: AnyMoney): Posting {
  if (!Number.isSafeInteger(minor) || minor < 0)
    throw new RangeError(`a posting moves a whole, positive number of minor units, got ${minor}`);
  return { from, to, money: { minor, currency } };
}

/** Moves everything back, last posting first. */
export const reverse = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ from, to, money }) => ({ from: to, to: from, money })).reverse();

/** An account's balance in a currency after these postings, in minor units. */
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
