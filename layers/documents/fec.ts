import { type BookLine, journalCodes } from '#domain/accounting/book';
import { toDecimalString } from '#domain/money';

/** The 18 fields, in the order of the law (LPF art. A47 A-1, VII). */
const fields = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

const journalNames = { sales: 'Ventes', money: 'Prestataires de paiement' } as const;

/**
 * The file of accounting entries as the tax administration reads it: a line of names, then one for
 * each line of the book; tabs between the fields, ISO 8859-15.
 */
export const fecFile = (book: readonly BookLine[]): Uint8Array =>
  Buffer.concat([fields, ...book.map(cellsOf)].map((cells) => latin9(`${cells.join('\t')}\r\n`)));

/** `123456789FEC20261231.txt`: the SIREN, and the last day of the fiscal year. */
export const fecFileName = (siren: string, lastDay: string): string =>
  `${siren}FEC${dateOf(lastDay)}.txt`;

function cellsOf({ entry, line, number, match }: BookLine): string[] {
  const { journal, day, piece, label } = entry;
  const { account, name, auxiliary, euroMinor, foreign } = line;
  return [
    journalCodes[journal],
    journalNames[journal],
    number,
    dateOf(day),
    account,
    name,
    auxiliary?.number ?? '',
    (auxiliary && inOneField(auxiliary.name)) || (auxiliary?.number ?? ''),
    piece,
    dateOf(day),
    label,
    euro(Math.max(euroMinor, 0)),
    euro(Math.max(-euroMinor, 0)),
    match?.code ?? '',
    match ? dateOf(match.day) : '',
    dateOf(day),
    foreign ? comma(toDecimalString(foreign)) : '',
    foreign?.currency ?? '',
  ].map(inOneField);
}

const euro = (minor: number): string => comma(toDecimalString({ minor, currency: 'EUR' }));

const comma = (decimal: string): string => decimal.replace('.', ',');

/** `2026-12-31` → `20261231` */
const dateOf = (day: string): string => day.replaceAll('-', '');

const inOneField = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** Where ISO 8859-15 differs from the first 256 characters of Unicode. */
const ownPlaces = new Map([
  ['€', 0xa4],
  ['Š', 0xa6],
  ['š', 0xa8],
  ['Ž', 0xb4],
  ['ž', 0xb8],
  ['Œ', 0xbc],
  ['œ', 0xbd],
  ['Ÿ', 0xbe],
]);

const taken = new Set(ownPlaces.values());

/** Letters without a place lose their accent; what has none either becomes a question mark. */
const latin9 = (text: string): Uint8Array =>
  Uint8Array.from([...text], (sign) => byteOf(sign) ?? byteOf(plain(sign)) ?? 0x3f);

function byteOf(sign: string): number | undefined {
  const code = sign.codePointAt(0)!;
  return ownPlaces.get(sign) ?? (code < 0x100 && !taken.has(code) ? code : undefined);
}

const typographic: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '\u202f': '\u00a0',
};

const plain = (sign: string): string =>
  typographic[sign] ?? sign.normalize('NFD').replace(/\p{M}/gu, '').slice(0, 1);
