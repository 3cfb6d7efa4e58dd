/** One record of a CSV file, and the line that it starts on, counted from 1. */
export type CsvRecord = { line: number; fields: string[] };

/** A quoted value never ends. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv';
  readonly line: number;

  constructor(line: number) {
    super('a quoted value does not end, or something follows it');
    this.line = line;
  }
}

/**
 * Reads RFC 4180, with commas or semicolons (a French Excel writes those), whichever the first line
 * has more of. Blank lines are left out, and blanks around a value; a byte order mark is no value.
 *
 * @throws UnreadableCsv
 */
export function readCsv(text: string): CsvRecord[] {
  const content = text.replace(/^\ufeff/, '');
  const separator = separatorOf(content.split('\n', 1)[0] ?? '');
  const records: CsvRecord[] = [];
  let current: CsvRecord = { line: 1, fields: [] };
  let line = 1;
  for (const [piece, , quoted, plain, end] of content.matchAll(valuesSeparatedBy(separator))) {
    if (quoted === undefined && plain?.startsWith('"')) throw new UnreadableCsv(line);
    current.fields.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    line += piece.split('\n').length - 1;
    if (end === separator) continue;
    if (current.fields.some((field) => field !== '')) records.push(current);
    current = { line, fields: [] };
    if (end === '') break;
  }
  return records;
}

/** A value, quoted or plain, and what ends it: a separator, the end of the line, or of the file. */
const valuesSeparatedBy = (separator: string): RegExp =>
  new RegExp(
    `[ \\t]*("((?:[^"]|"")*)"[ \\t]*|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`,
    'g',
  );

const separatorOf = (header: string): string =>
  header.split(';').length > header.split(',').length ? ';' : ',';
