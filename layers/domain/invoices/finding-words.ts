import { folded } from '../folded.ts';
import type { InvoiceParty } from './invoice.ts';

/** What an invoice can be found by, besides its number. */
export type Findable = {
  content: { number: string; customer: Pick<InvoiceParty, 'name' | 'email'> };
  /** Of the order, or what the payment was for. */
  title?: string;
};

/** Rows of one document: so many as one request may write (BatchWriteItem). */
const wordsMax = 24;

/** A longer word is found by its beginning, and keys have a limit. */
const lettersMax = 40;

/** Words that say nothing of an invoice, in French and in English, and forms of companies. */
const idle = new Set(
  `a an and au aux avec d dans de des du en et for in l la le les of on ou par pour sa sarl sas sur
  the to un une with com fr net org`.split(/\s+/),
);

/** Mail services of everybody: half of all invoices would be found by one. */
const mailServices = new Set(
  'gmail googlemail hotmail outlook live msn yahoo icloud orange wanadoo free sfr laposte'.split(
    ' ',
  ),
);

/** Runs of letters and digits of any script, and pictures. */
const wordPattern = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** The words of a text in its order, each once. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    Array.from(folded(text).matchAll(wordPattern), ([word]) =>
      [...word].slice(0, lettersMax).join(''),
    ),
  ),
];

/** Those of an address that tell it from others: `awa`, `diop` and `shop` of `awa.diop@shop.fr`. */
function wordsOfAddress(email: string): string[] {
  const at = email.lastIndexOf('@');
  const host = wordsOf(email.slice(at + 1)).filter((word) => !mailServices.has(word));
  return [...wordsOf(email.slice(0, Math.max(at, 0))), ...host.slice(0, -1)];
}

/** Everything that a search compares, as folded words, each once. */
export const foundText = ({ content: { number, customer }, title = '' }: Findable): string =>
  wordsOf([number, customer.name, customer.email, title].join(' ')).join(' ');

/**
 * The words under which an invoice is filed: none twice, none that begins another one of them, since
 * that one is found by its beginning, too, and none that say nothing. At most 24: the longest.
 *
 * @example Awa Diop, awa.diop@gmail.com, “Affiche A3” → diop, affiche, awa, a3
 */
export function filedWords({ content: { customer }, title = '' }: Findable): string[] {
  const words = [
    ...new Set([
      ...tellingOf(wordsOf(customer.name)),
      ...wordsOfAddress(customer.email),
      ...tellingOf(wordsOf(title)),
    ]),
  ];
  return words
    .filter((word) => !words.some((other) => other !== word && other.startsWith(word)))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, wordsMax);
}

/** Without words that say nothing, unless there are no others: Madame Le Du has a name, too. */
function tellingOf(words: readonly string[]): string[] {
  const telling = words.filter((word) => !idle.has(word));
  return telling.length > 0 ? telling : [...words];
}

export type Search = {
  /** The beginning of a filed word: the longest of those that say something. */
  filed: string;
  /** Whether the text of a row has all the words that were searched for, or begins of them. */
  matches: (text: string) => boolean;
};

/** What to look up for a search; undefined when it has no letter, digit or picture. */
export function searchOf(q: string): Search | undefined {
  const wanted = wordsOf(q);
  const parts = q
    .split(/\s+/)
    .flatMap(filedParts)
    .filter((word) => !mailServices.has(word));
  const [filed] = tellingOf(parts).sort((a, b) => b.length - a.length);
  return filed === undefined ? undefined : { filed, matches: hasAll(wanted) };
}

/** The end of an address or of a host, `.fr`, is filed nowhere. */
function filedParts(part: string): string[] {
  if (part.includes('@')) return wordsOfAddress(part);
  const words = wordsOf(part);
  return part.includes('.') && words.length > 1 ? words.slice(0, -1) : words;
}

const hasAll =
  (wanted: readonly string[]) =>
  (text: string): boolean => {
    const words = text.split(' ');
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  };

/**
 * The number, or the beginning of one, that a search is for: `fa-2026-42` is `FA-2026-000042`, and
 * `FA-2026-0000` the beginning of a hundred.
 */
export function searchedNumber(q: string): { year: string; prefix: string } | undefined {
  const [, kind, year, digits = ''] =
    /^\s*(FA|AV|AC)[- ]?(\d{4})(?:[- ]?(\d{0,6}))?\s*$/i.exec(q) ?? [];
  if (!kind || !year) return undefined;
  const isBeginning = digits === '' || digits.startsWith('0');
  const written = isBeginning ? digits : digits.padStart(6, '0');
  return { year, prefix: `${kind.toUpperCase()}-${year}-${written}` };
}
