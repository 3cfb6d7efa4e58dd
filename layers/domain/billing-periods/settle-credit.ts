import { type Currency, type Money, money } from '../money.ts';
import type { Period, PeriodLine } from './period.ts';

/**
 * What is owed for these lines and earlier credit, by currency. What falls below zero is no invoice:
 * it is carried on to the next period.
 */
export function settleCredit(
  lines: readonly PeriodLine[],
  carriedIn: readonly Money[],
): Pick<Period, 'due' | 'carriedOut'> {
  const sums = new Map<Currency, number>();
  for (const { minor, currency } of [...lines.map(({ amount }) => amount), ...carriedIn])
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  const totals = [...sums].map(([currency, minor]) => money(minor, currency));
  return {
    due: totals.filter(({ minor }) => minor > 0),
    carriedOut: totals.filter(({ minor }) => minor < 0),
  };
}
