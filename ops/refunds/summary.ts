import { moneyText } from '../money-text.ts';
import type { ExitCode } from '../operator.ts';
import type { Outcome } from './carry-out.ts';
import type { Problem, Row } from './rows.ts';

export type Run = {
  outcomes: readonly Outcome[];
  /** Rows done in earlier runs. */
  done: readonly Row[];
  /** Rows that were skipped while the run went on. */
  problems: readonly Problem[];
  /** Number of rows that were not reached. */
  left: number;
};

type Heading = 'refunded' | 'pending' | 'by hand' | 'refused' | 'unclear';

/** The result of a run; 0 when every row is refunded, on its way, or a person's task. */
export function summaryOf({ outcomes, done, problems, left }: Run): {
  lines: string[];
  exitCode: ExitCode;
} {
  const groups = Object.groupBy(outcomes, headingOf);
  const counts = Object.entries(groups).map(
    ([heading, group]) => `${group.length} ${heading}${totalsOf(group.flatMap(amountOf))}`,
  );
  if (problems.length > 0) counts.push(`${problems.length} not sent`);
  if (done.length > 0) counts.push(`${done.length} already done`);
  if (left > 0) counts.push(`${left} not tried`);
  const faults = [...problems, ...outcomes.flatMap(faultOf)];
  const lines = faults.map(({ line, says }) => `line ${line}: ${says}`);
  const isAgainWorthwhile = left > 0 || groups.unclear !== undefined;
  return {
    lines: [
      ...lines,
      `${counts.join('; ') || 'nothing to refund'}.`,
      ...(isAgainWorthwhile ? ['Run the same command again: it refunds nothing twice.'] : []),
    ],
    exitCode: faults.length > 0 || left > 0 ? 1 : 0,
  };
}

function headingOf(outcome: Outcome): Heading {
  switch (outcome.kind) {
    case 'unclear':
    case 'refused':
      return outcome.kind;
    case 'answered':
      return headings[outcome.answer.status];
  }
}

const headings = {
  succeeded: 'refunded',
  pending: 'pending',
  manual: 'by hand',
  failed: 'refused',
} as const;

function faultOf(outcome: Outcome): Problem[] {
  const { line } = outcome;
  if (outcome.kind !== 'answered') return [{ line, says: outcome.says }];
  const isFailed = outcome.answer.status === 'failed';
  return isFailed ? [{ line, says: 'the provider refused to refund it' }] : [];
}

type Amount = { minor: number; currency: string };

const amountOf = (outcome: Outcome): Amount[] =>
  outcome.kind === 'answered'
    ? [{ minor: outcome.answer.amount, currency: outcome.answer.currency }]
    : [];

/** ` (468.00 EUR, 5000 XOF)`; empty when there is nothing to add up. */
export function totalsOf(amounts: readonly Amount[]): string {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  const texts = [...sums].map(([currency, minor]) => moneyText(minor, currency));
  return texts.length > 0 ? ` (${texts.join(', ')})` : '';
}
