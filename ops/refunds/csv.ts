import { CsvError, parse } from 'csv-parse/sync';

/** One record of a CSV file, and the line that it starts on, counted from 1. */
export type CsvRecord = { line: number; fields: string[] };

/** A quoted value does not end, or text follows its closing quote. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';
  readonly line: number;

  constructor(line: number) {
    super('a quoted value does not end, or something follows it');
    this.line = line;
  }
}

const lineEnds = ['\r\n', '\n', '\r'];

/**
 * Reads RFC 4180 with commas or semicolons (French Excel writes semicolons), whichever the first
 * line has more of. Skips blank lines and trims values.
 *
 * @throws UnreadableCsv
 */
export function readCsv(text: string): CsvRecord[] {
  return recordsOf(text)
    .map(({ record, info, raw }) => ({ line: info.lines - linesWithin(raw), fields: record }))
    .filter(({ fields }) => fields.some((field) => field !== ''));
}

type Parsed = { record: string[]; info: { lines: number }; raw: string };

function recordsOf(text: string): Parsed[] {
  try {
    return parse(text, {
      delimiter: separatorOf(text.split(/[\r\n]/, 1)[0] ?? ''),
      record_delimiter: lineEnds,
      trim: true,
      relax_column_count: true,
      info: true,
      raw: true,
    }) as unknown as Parsed[];
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableCsv(Number(error.lines ?? 1));
    throw error;
  }
}

/** Line ends inside the record's quoted values: the parser counts up to the record's last line. */
const linesWithin = (raw: string): number =>
  raw.replace(/\r?\n?$/, '').split(/\r\n|\n|\r/).length - 1;

const separatorOf = (header: string): string =>
  header.split(';').length > header.split(',').length ? ';' : ',';
