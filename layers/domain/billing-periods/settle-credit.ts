import { type Currency, type Money, money } from '../money.ts';
import type { Period, PeriodLine } from './period.ts';

/** Minor units. No provider accepts less (Stripe: 0.50 €; CinetPay: 100 F CFA). */
const smallestDue: Record<Currency, number> = { EUR: 50, XOF: 100, XAF: 100 };

/**
 * Adds up these lines and the amount carried in, by currency. A negative amount, or one too small
 * to be paid, is carried to the next period instead of being invoiced.
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
