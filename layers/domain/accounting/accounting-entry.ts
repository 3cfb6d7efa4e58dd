import type { Day } from '../calendar/day.ts';
import { francsPerEuro } from '../invoices/compose-invoice.ts';
import { type AnyMoney, currencyOf, type Money, money } from '../money.ts';
import { divideRounded } from '../quantity.ts';

/** The two journals: sales, and the money that providers and the bank move. */
export type Journal = 'sales' | 'money';

/** A customer's account below the one of all customers. */
export type Auxiliary = { number: string; name: string };

export type AccountLine = {
  /** A number of the general chart (PCG). */
  account: string;
  /** The account's name. */
  name: string;
  auxiliary?: Auxiliary;
  /** Cents; above zero it is a debit, below a credit. */
  euroMinor: number;
  /** The same in the currency that moved, when that was not the euro. */
  foreign?: Money;
};

/**
 * One event in the books, by double entry: its lines add up to zero. Days are those of the seller's
 * zone.
 */
export type AccountingEntry = {
  /** Tells it apart from all others: read twice, it is entered once. */
  id: string;
  journal: Journal;
  day: Day;
  /** ISO 8601 UTC: the order within a day. */
  at: string;
  /** The document that proves it: an invoice's number, a payment's or a refund's id. */
  piece: string;
  label: string;
  /** What its customer's lines settle together: an invoice, its credit notes and its money. */
  matter: string;
  lines: AccountLine[];
};

/** The amount in cents, rounded half away from zero; undefined for a currency without a fixed rate. */
export function euroOf({ minor, currency }: AnyMoney): number | undefined {
  const known = currencyOf(currency);
  if (known === undefined) return undefined;
  if (known === 'EUR') return minor;
  return Number(divideRounded(BigInt(minor) * 100_000n, francsPerEuro.thousandths));
}

/** What a line says of another currency than the euro. */
export const foreignOf = ({ minor, currency }: AnyMoney): Pick<AccountLine, 'foreign'> => {
  const known = currencyOf(currency);
  return known === undefined || known === 'EUR' ? {} : { foreign: money(minor, known) };
};

/** Lines that move nothing are left out: an entry has none (BOI-CF-IOR-60-40-20). */
export const moving = (lines: readonly AccountLine[]): AccountLine[] =>
  lines.filter(({ euroMinor }) => euroMinor !== 0);
