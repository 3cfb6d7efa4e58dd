/** What the tax administration's own program asks of a file, told apart by us from LPF art. A47 A-1. */

/** The fields' names are words of the law, which no code of ours may use elsewhere. */
export type FecRow = Record<string, string>;

const fields =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'.split(
    ' ',
  );

const mayBeEmpty = new Set([
  'CompAuxNum',
  'CompAuxLib',
  'EcritureLet',
  'DateLet',
  'Montantdevise',
  'Idevise',
]);

/** The rows of a file, read as ISO 8859-15 with tabs. */
export function fecRows(bytes: Uint8Array): FecRow[] {
  const [names = '', ...lines] = new TextDecoder('iso-8859-15').decode(bytes).split('\r\n');
  return lines
    .slice(0, -1)
    .map((line) =>
      Object.fromEntries(line.split('\t').map((cell, index) => [names.split('\t')[index]!, cell])),
    );
}

/** Cents; the law writes a comma. */
export const cents = (amount: string): number => Number(amount.replace(',', ''));

/** Each rule that the file breaks, with the row; none of a file that may be handed in. */
export function brokenFecRules(name: string, bytes: Uint8Array): string[] {
  const text = new TextDecoder('iso-8859-15').decode(bytes);
  const rows = fecRows(bytes);
  if (text.split('\r\n')[0] !== fields.join('\t')) return ['the names of the 18 fields'];
  const [, closing = ''] = /^\d{9}FEC(\d{8})\.txt$/.exec(name) ?? [];
  return [
    ...(closing ? [] : [`the name ${name}`]),
    ...(text.endsWith('\r\n') ? [] : ['the end of the last line']),
    ...rows.flatMap((row, index) =>
      brokenByRow(row, closing).map((rule) => `row ${index}: ${rule}`),
    ),
    ...brokenByEntries(rows),
    ...brokenByOrder(rows),
    ...brokenByMatches(rows),
  ];
}

function brokenByRow(row: FecRow, closing: string): string[] {
  const isDate = (name: string) =>
    /^\d{8}$/.test(row[name]!) && !Number.isNaN(Date.parse(dashed(row[name]!)));
  const rules: [string, boolean][] = [
    ['18 fields', Object.keys(row).length === fields.length],
    ['a needed field is empty', fields.every((name) => mayBeEmpty.has(name) || row[name] !== '')],
    ['three digits of the general chart', /^[1-7]\d{2}/.test(row.CompteNum!)],
    ['dates', ['EcritureDate', 'PieceDate', 'ValidDate'].every(isDate)],
    ['amounts', [row.Debit!, row.Credit!].every((amount) => /^\d+,\d\d$/.test(amount))],
    ['one side', (cents(row.Debit!) === 0) !== (cents(row.Credit!) === 0)],
    ['in the year', row.EcritureDate! <= closing && row.EcritureDate! > yearBefore(closing)],
    ['an auxiliary account has its name', (row.CompAuxNum === '') === (row.CompAuxLib === '')],
    ['a match has its date', (row.EcritureLet === '') === (row.DateLet === '')],
    ['the match’s date', row.DateLet === '' || isDate('DateLet')],
    ['another currency has its amount', (row.Montantdevise === '') === (row.Idevise === '')],
    ['the other currency', /^([A-Z]{3})?$/.test(row.Idevise!)],
    ['the other amount', /^(-?\d+(,\d+)?)?$/.test(row.Montantdevise!)],
  ];
  return rules.filter(([, isKept]) => !isKept).map(([rule]) => rule);
}

const dashed = (date: string) => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;

const yearBefore = (closing: string) => `${Number(closing.slice(0, 4)) - 1}${closing.slice(4)}`;

const sameOf = ['JournalCode', 'EcritureDate', 'PieceRef', 'PieceDate', 'EcritureLib', 'ValidDate'];

/** Each entry balances and is one thing; each journal's numbers have no gap. */
function brokenByEntries(rows: readonly FecRow[]): string[] {
  const entries = Map.groupBy(rows, (row) => `${row.JournalCode} ${row.EcritureNum}`);
  const broken: string[] = [];
  for (const [name, lines] of entries) {
    const sum = lines.reduce((all, row) => all + cents(row.Debit!) - cents(row.Credit!), 0);
    if (sum !== 0) broken.push(`${name} is off by ${sum}`);
    if (lines.length < 2) broken.push(`${name} has one side`);
    for (const field of sameOf)
      if (new Set(lines.map((row) => row[field])).size !== 1)
        broken.push(`${name} has several ${field}`);
  }
  const last = new Map<string, number>();
  for (const name of entries.keys()) {
    const [journal = '', number = ''] = name.split(' ');
    const count = Number(number.replace(/^\D*/, ''));
    if (count !== (last.get(journal) ?? 0) + 1) broken.push(`a gap before ${name}`);
    last.set(journal, count);
  }
  return broken;
}

const brokenByOrder = (rows: readonly FecRow[]): string[] =>
  rows.flatMap((row, index) =>
    index > 0 && row.ValidDate! < rows[index - 1]!.ValidDate! ? [`row ${index}: the order`] : [],
  );

/** What has one code is of one account, comes to zero, and is dated by its last line. */
function brokenByMatches(rows: readonly FecRow[]): string[] {
  const matched = Map.groupBy(
    rows.filter(({ EcritureLet }) => EcritureLet !== ''),
    ({ EcritureLet }) => EcritureLet!,
  );
  return [...matched].flatMap(([code, lines]) => {
    const sum = lines.reduce((all, row) => all + cents(row.Debit!) - cents(row.Credit!), 0);
    const accounts = new Set(lines.map((row) => `${row.CompteNum} ${row.CompAuxNum}`));
    const latest = lines
      .map((row) => row.EcritureDate!)
      .sort()
      .at(-1)!;
    return [
      ...(sum === 0 ? [] : [`match ${code} is off by ${sum}`]),
      ...(accounts.size === 1 ? [] : [`match ${code} is of several accounts`]),
      ...(lines.every((row) => row.DateLet === latest) ? [] : [`match ${code} is dated otherwise`]),
    ];
  });
}
