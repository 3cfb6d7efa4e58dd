import type { AccountingEntry, AccountLine, Auxiliary, Journal } from './accounting-entry.ts';
import { ExportImpossibleError } from './export-impossible.ts';
import type { FiscalYear } from './fiscal-year.ts';
import { type Match, matchLines } from './matching.ts';

/** A line of the book, with what its place in it gives it. */
export type BookLine = {
  entry: AccountingEntry;
  line: AccountLine;
  /** Counts each journal without a gap, in the order of time: `VE000001`. */
  number: string;
  match?: Match;
};

/** Their codes, as in the file. */
export const journalCodes: Record<Journal, string> = { sales: 'VE', money: 'PS' };

/**
 * The book of a fiscal year: its entries in the order of time, each once, numbered by journal and
 * matched.
 *
 * @throws ExportImpossibleError for an entry that does not balance.
 */
export function bookOf(entries: Iterable<AccountingEntry>, { from, to }: FiscalYear): BookLine[] {
  const byId = new Map([...entries].map((entry) => [entry.id, entry]));
  const inYear = [...byId.values()]
    .filter(({ day }) => day >= from && day <= to)
    .sort((a, b) => compare(orderOf(a), orderOf(b)));
  for (const { id, lines } of inYear)
    if (lines.reduce((sum, { euroMinor }) => sum + euroMinor, 0) !== 0)
      throw new ExportImpossibleError('entry_unbalanced', `The entry ${id} does not balance`);
  const kept = withOneAccount(inYear.filter(({ lines }) => lines.length > 0));
  const matches = matchLines(kept);
  const counts: Record<Journal, number> = { sales: 0, money: 0 };
  return kept.flatMap((entry) => {
    const count = ++counts[entry.journal];
    const number = `${journalCodes[entry.journal]}${String(count).padStart(6, '0')}`;
    return entry.lines.map((line) => {
      const match = matches.get(line);
      return { entry, line, number, ...(match && { match }) };
    });
  });
}

/** Documents before the money of the same moment. */
const orderOf = ({ day, at, journal, id }: AccountingEntry): string =>
  [day, at, journal === 'sales' ? 0 : 1, id].join(' ');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A payment may know its customer under another account than its invoice, which decides. */
function withOneAccount(entries: readonly AccountingEntry[]): AccountingEntry[] {
  const known = new Map<string, Auxiliary>();
  for (const { journal, matter, lines } of entries)
    for (const { auxiliary } of lines)
      if (auxiliary && (journal === 'sales' || !known.has(matter))) known.set(matter, auxiliary);
  return entries.map((entry) => ({
    ...entry,
    lines: entry.lines.map((line) =>
      line.auxiliary ? { ...line, auxiliary: known.get(entry.matter)! } : line,
    ),
  }));
}
