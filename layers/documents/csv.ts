import { type Money, toDecimalString } from '#domain/money';

/** How an amount is written: `468,00` for a French spreadsheet, `468.00` for a program. */
export type DecimalMark = 'comma' | 'point';

/**
 * A cell: text that somebody else may have typed, or our own figure, which needs no guard. Null is
 * an empty cell.
 */
export type CsvCell = string | { figure: string } | null;

/** Tells Excel that the file is UTF-8. */
const byteOrderMark = '\ufeff';

/** A spreadsheet runs cells that begin with these (OWASP: CSV injection), also in full width. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

const needsQuotes = /[";\r\n\t]/;

/** An amount in the main unit of its currency, without a sign for it. */
export const amountCell = (amount: Money, mark: DecimalMark): CsvCell => ({
  figure: withMark(toDecimalString(amount), mark),
});

/** `"20.5"` → `"20,5"` for a comma. */
const withMark = (decimal: string, mark: DecimalMark): string =>
  mark === 'comma' ? decimal.replace('.', ',') : decimal;

/** Basis points as per cent: 550 is `5,5`. */
export const percentOf = (basisPoints: number, mark: DecimalMark): string =>
  withMark(String(basisPoints / 100), mark);

/**
 * One line, with its end. Text that a spreadsheet would run as a formula gets an apostrophe before
 * it, so that it is shown and not run.
 */
export const csvLine = (cells: readonly CsvCell[]): string =>
  `${cells.map(cellText).join(';')}\r\n`;

/**
 * A whole table as UTF-8: byte order mark, semicolons and lines that end in CR LF (RFC 4180), as
 * Excel opens it in France by a double click.
 */
export const csvFile = (
  headings: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): string => byteOrderMark + [headings, ...rows].map(csvLine).join('');

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return cell.figure;
  const guarded = formulaStart.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
