import type { Day } from '../calendar/day.ts';
import type { AccountingEntry, AccountLine } from './accounting-entry.ts';

/** Which lines of a customer's account settle each other. */
export type Match = { code: string; day: Day };

type Line = { entry: AccountingEntry; line: AccountLine };

/**
 * Matches the customers' lines (_lettrage_): within a matter, in the order of time, each run that comes to zero
 * gets one code, dated by its last line. A matter that is still owed, or whose other half is in
 * another year, is not matched.
 *
 * @param entries in the order of the file.
 */
export function matchLines(entries: readonly AccountingEntry[]): ReadonlyMap<AccountLine, Match> {
  const matches = new Map<AccountLine, Match>();
  let count = 0;
  const matters = Map.groupBy(entries, ({ matter }) => matter);
  for (const matter of matters.values())
    for (const run of settledRuns(matter.flatMap(customerLines))) {
      const found = { code: codeOf(count++), day: run.at(-1)!.entry.day };
      for (const { line } of run) matches.set(line, found);
    }
  return matches;
}

const customerLines = (entry: AccountingEntry): Line[] =>
  entry.lines.filter(({ auxiliary }) => auxiliary).map((line) => ({ entry, line }));

function settledRuns(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  let open: Line[] = [];
  let owed = 0;
  for (const one of lines) {
    open.push(one);
    owed += one.line.euroMinor;
    if (owed !== 0) continue;
    runs.push(open);
    open = [];
  }
  return runs;
}

const alphabet = 26;

/** `A`, `B`, … `Z`, `AA`, `AB`, … */
function codeOf(index: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % alphabet));
  return index < alphabet ? last : codeOf(Math.floor(index / alphabet) - 1) + last;
}
