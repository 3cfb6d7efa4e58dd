import { type Currency, type Money, money } from '../money.ts';
import type { Period, PeriodLine } from './period.ts';

/** Minor units. No provider takes less (Stripe: 0.50 €; CinetPay: 100 F CFA), so nobody could pay it. */
const smallestDue: Record<Currency, number> = { EUR: 50, XOF: 100, XAF: 100 };

/**
 * What is owed for these lines and what was carried in, by currency. What falls below zero, or is
 * too little to be paid, is no invoice: it is carried on to the next period.
 */
export function settleCredit(
  lines: readonly PeriodLine[],
  carriedIn: readonly Money[],
): Pick<Period, 'due' | 'carriedOut'> {
  const sums = new Map<Currency, number>();
  for (const { minor, currency } of [...lines.map(({ amount }) => amount), ...carriedIn])
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  const totals = [...sums].map(([currency, minor]) => money(minor, currency));
  const isDue = ({ minor, currency }: Money): boolean => minor >= smallestDue[currency];
  return {
    due: totals.filter(isDue),
    carriedOut: totals.filter((total) => total.minor !== 0 && !isDue(total)),
  };
}
